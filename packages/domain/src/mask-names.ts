import type { Cover } from './mask-sight.ts'

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮'
const DOUBLE =
  '欧阳|上官|皇甫|令狐|诸葛|司徒|司马|申屠|夏侯|尉迟|长孙|慕容|宇文|公孙|东方|南宫|端木|轩辕|独孤|澹台|呼延|淳于'
/** Surnames that are everyday words too: a name that begins with one is believed only with more evidence. */
const EVERYDAY = new Set(
  '于方向和时单应任成全连相来强路车平计明查段原关项国安包经常何曾高满门池管海云权初南区都华金白费万支闻宣索封解师别商古左',
)
/** Characters hardly any given name holds. */
const FUNCTION =
  /[的了是在有个我你他她它们这那不没就都也还又很再把被给对从到为与及或而且但次时候样么哪谁何什经该能会可以将已曾过去来自己每几两天年日号岁点分元路站车线班司机位名今昨前后下上里外中间附近所其之吗呢吧啊乘坐打等]/
const CALLER =
  '来电人|来访人|来信人|投诉人|反映人|举报人|求助人|诉求人|申请人|咨询人|报料人|建议人|联系人|联络人|收件人|报警人'
const ROLE = `${CALLER}|当事人|乘客|失主|车主|伤者|死者|受害人|家属|户主|姓名|真实姓名|称呼|机主|本名`
const ACTS =
  '反映|反馈|咨询|询问|投诉|举报|求助|建议|表扬|要求|希望|表示|认为|提供|自述|来电|致电|来访|来信|称|说|讲|诉|住在|家住|现住|住|今年|现年|乘坐|乘|搭乘|于|因|在|是|为|，|,|。|；|;|、|！|!|:|：|先生|女士|小姐|同志|师傅|老师|大爷|大妈|阿姨|老人|身份证|证件|手机|电话|联系|号码|男|女|\\(|\\)|\\s|\\.|$|的电话|的手机|请|愿|想'
const TITLES = '先生|女士|小姐|同志|师傅|老师|大爷|大妈|阿姨|老人|大姐|大哥'
const TITLE_AT_END = new RegExp(`(?:${TITLES})$`)
const NAME = `(?:${DOUBLE})[\\u4e00-\\u9fff某*]{1,2}|[${SURNAMES}][\\u4e00-\\u9fff某*]{1,2}`

/** Whom a complaint is about is named by what they did in office; what stands behind @ is a name of an account. */
const OWN = '(?<![@被])'
/** 来电人：王小明 — behind a colon whatever two to four characters stand, or a name with a middle dot. */
const COLON = new RegExp(
  `${OWN}(?:${ROLE}|发布人|作者姓名)(?:姓名)?(?:是|为|叫)?[:：]\\s?([\\u4e00-\\u9fff]{1,6}(?:\\.[\\u4e00-\\u9fff]{1,8}){1,3}|[\\u4e00-\\u9fff]{2,4}?)(?=${ACTS}|\\d|[A-Za-z/|*])`,
  'g',
)
/** 来电人王小明反映 — without one, what follows a name must follow. */
const ROLE_NAME = new RegExp(
  `${OWN}(?:${ROLE})(?:姓名)?(?:是|为|叫)?\\s?(${NAME}|[\\u4e00-\\u9fff]{1,6}(?:\\.[\\u4e00-\\u9fff]{2,8}){1,2})(?=${ACTS})`,
  'g',
)
const SELF = new RegExp(
  `${OWN}(?:我叫|我名叫|我的名字叫|我的名字是|名字叫|名叫|本人叫|我是市民|我是|本人|我本名叫?)[:：]?\\s?(${NAME}|[\\u4e00-\\u9fff]{1,6}(?:\\.[\\u4e00-\\u9fff]{2,8}){1,2})(?=${ACTS})`,
  'g',
)
/** 来电人姓王, 来电人王先生: the surname alone. */
const SURNAME = new RegExp(
  `(?:${ROLE}|市民|群众|本人|我)(?:姓名)?(?:[:：是为]\\s?)?姓\\s?((?:${DOUBLE})|[${SURNAMES}])(?![\\u4e00-\\u9fff]?名)`,
  'g',
)
const SURNAME_THEN = '(?:姓名)?(?:是|为|叫)?[:：]?\\s?'
const titled = (who: string) =>
  new RegExp(`(?:${who})${SURNAME_THEN}((?:${DOUBLE}|[${SURNAMES}])某{0,2}[\\u4e00-\\u9fff]{0,2}?)(?=${TITLES})`, 'g')
/** 来电人王先生; 市民王女士 is how a report leaves out a name, in an order it is the caller. */
const TITLED = titled(`${CALLER}|我是`)
const TITLED_IN_ORDERS = titled(`${ROLE}|我是|市民|群众|村民|居民|用户`)
/** 联系张三13800000000. */
const BEFORE_MOBILE = new RegExp(
  `(?:联系|找|打给|问|加|请|由|致电)(${NAME})(?=[，,、:：( ]{0,2}(?:电话|手机|号码|tel)?[:：]?\\s?(?:\\+?86)?1[3-9][\\d* -]{9})`,
  'g',
)
/** Three characters or one ahead of a cue of papers: 阿强（身份证 … — it can be nobody but the person. */
const BEFORE_PAPERS = new RegExp(
  `(?:${CALLER}|当事人|姓名|称呼)(?:姓名|是|为|叫)?[:：]?\\s?(?!${'反映|反馈|咨询|询问|投诉|举报|求助|建议|表扬|要求|希望|表示|认为|提供|自述|来电|留下|未留|没有|拒绝'})([\\u4e00-\\u9fff·.]{2,4}?)(?=${TITLES}|[(（]?[，,、]?\\s?(?:身份证|证件号|手机|电话|联系方式|号码))`,
  'g',
)
const OFFICES =
  /(?:科|处|室|局|办|部|站|所|队|中心|公司|集团|窗口|单位|会|组|件|表|文|详|附|下|略|无|匿名|不详|保密|未知|同上|本人|空|人|员|客|户|民|者|友|族|生|工|日期|时间|地址|电话|签名|签字|盖章|签章)$|^(?:见|详|匿名|不愿|未留|没有|无|不详|保密|某|群众|市民|乘客|司机|村民|居民|热心|多名|数名|多人|其他|同上|本人|网友)/
const BRANDS =
  /^(?:花小猪|曹操出?行?|高德|车|单|于是)$|^(?:高德|花小猪|路边|明天|今天|平台|金额|应该|安排|白天|方便|车子|车辆|万一|国家|成都|海南|云南|南京|安全|安装|高速|高峰|关于|关键|连续|经常|强烈|满意|马上|时常|时间|单独|费用|支付|任何|任意|全家|全部|全程|和家|相信|原本|原来|左右|常年|曾经|向前|方向|成功|毕竟|钟头|华为|计划|项目|商量|商场|商店|古城|于昨|于今|石油|水|温馨)/

type Found = Readonly<{ from: number; name: string }>

/** Names of private persons where a cue says that one follows: 来电人, 联系人, 我叫, 本人 … Spokesmen and authors stay. */
export function nameCovers(text: string, order: boolean): readonly Cover[] {
  if (!/人|姓|名|我|乘客|失主|车主|伤者|死者|家属|称呼|户主|机主|市民|群众|民|用户|1[3-9]/.test(text)) return []
  const found = [
    ...named(text, COLON).filter(({ name }) => !OFFICES.test(name)),
    ...named(text, ROLE_NAME).filter(one => isName(one.name) && hasEvidence(text, one)),
    ...named(text, SELF).filter(one => isName(one.name) && hasEvidence(text, one)),
    ...named(text, SURNAME),
    ...named(text, order ? TITLED_IN_ORDERS : TITLED).filter(({ name }) => isTitled(name)),
    ...named(text, BEFORE_MOBILE).filter(one => isName(one.name) && !EVERYDAY.has(one.name[0]!)),
    ...named(text, BEFORE_PAPERS).filter(({ name }) => !OFFICES.test(name) && !/[称说的]/.test(name)),
  ]
  return found.map(({ from, name }) => ({ from, to: from + name.length, head: 0, tail: 0 }))
}

/** A title read as part of the name is none of it. */
function named(text: string, pattern: RegExp): readonly Found[] {
  return [...text.matchAll(pattern)].map(match => ({
    from: match.index + match[0].length - match[1]!.length,
    name: match[1]!.replace(TITLE_AT_END, ''),
  }))
}

function isName(name: string): boolean {
  if (name.includes('.')) return true
  const given = name.slice(new RegExp(`^(?:${DOUBLE})`).test(name) ? 2 : 1)
  return !FUNCTION.test(given) && !BRANDS.test(name) && !OFFICES.test(name)
}

/** An everyday word in front needs a title, papers or a telephone behind it. */
function hasEvidence(text: string, { from, name }: Found): boolean {
  if (!EVERYDAY.has(name[0]!)) return true
  return new RegExp(`^[,，、(]?\\s?(?:${TITLES}|身份证|证件|手机|电话|联系|男|女|[，,]?今年|现年|家住|住在)`).test(
    text.slice(from + name.length),
  )
}

const isTitled = (name: string) => !FUNCTION.test(name.slice(1)) && !BRANDS.test(name)
