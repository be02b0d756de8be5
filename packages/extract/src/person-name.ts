import { isOrganisationName } from './organisation.ts'

/** Words that name what someone did, not who: between and before names. */
const ROLES =
  /(?:本报|本刊|本网|本台|本報|全媒体|融媒体?|首席|特约|特派|驻\p{Script=Han}{2,4}|见习|实习|高级|专栏|独家)*(?:[记記]者|通[讯訊][员員]|撰稿人?|评论员|特约作者|专栏作家|作者|主笔|实习生|(?<![^\s、/／])(?:编译|整理|整合|综合|撰文|采写|报道|图文|文字|摄影|摄像|供稿)(?![^\s、/／:：]))/gu
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇葉劉鮑龐紀項賈盧萬閻顏聶鄧鍾駱欒譚費賀湯羅畢鄔齊顧黃蕭寧龍溫遲單聞魯韋馬鳳陸邊经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦佘佴苟代付覃隋揭粟禤迟冼尧'

const COMPOUND =
  /^(?:欧阳|司马|上官|诸葛|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|端木|南宫|申屠|闻人|澹台|轩辕|独孤|呼延|钟离|赫连|百里|东郭|西门|拓跋)/

/** 佚名 and its like are no one; admin is a template's filler. */
const NOBODY =
  /^(?:佚名|未知|不详|无|匿名|admin\w*|administrator|root|editor|author|staff|guest|null|undefined|none|默认|系统|管理员|系统管理员|管理者|网站管理员|webmaster|user|test|[^\p{L}\p{N}]*)$/iu
const NOT_NAMES =
  /[:：。！？?!<>{}[\]【】\\=]|https?|www\.|\d{3}|\d\s*(?:次|条|人|个|万)|^(?:责编|编辑|点击|阅读|浏览|评论|分享|举报|字号|字体|时间|日期|来源|打印|关注|收藏|发布|发表|转载|更新|查看|登录|注册|首页|正文|返回|下载|扫码|扫描|人气|次数|文章|简介|版权|声明|原标题|更多|最新|我要|投稿|记者|参与|条评|跟[帖贴]|朗读|纠错|繁体|简体|无障碍)|(?:[记記]者|通讯员|实习生)$|(?:原标题|版权所有|二维码|微信好友|朋友圈)/

/** Whether a text can stand for a writer's name: a Chinese name, a pen name, an account, a Western name. */
export function isName(text: string): boolean {
  const units = [...text].length
  return units >= 2 && units <= 40 && !NOBODY.test(text) && !NOT_NAMES.test(text) && /\p{L}/u.test(text)
}

/** Two to four Han with a common surname in front, or an ethnic name with a middle dot: 李云舟, 阿依古丽·买买提. */
export function isChineseName(text: string): boolean {
  if (/^\p{Script=Han}{1,8}(?:[·•]\p{Script=Han}{1,8})+$/u.test(text)) return true
  const long = COMPOUND.test(text) ? 4 : 3
  return (
    /^\p{Script=Han}{2,4}$/u.test(text) &&
    text.length <= long &&
    SURNAMES.includes(text[0]!) &&
    !isOrganisationName(text)
  )
}

/** First name and family name in letters with capitals: `Anna Berg`, `J. P. O'Neil`. */
export function isWesternName(text: string): boolean {
  return /^\p{Lu}[\p{L}.'’-]*(?: (?:de|da|di|van|von|der|den|del|la|le|bin|al|el|af|y|e)){0,3}(?: \p{Lu}[\p{L}.'’-]*){1,4}(?: (?:Jr|Sr|II|III)\.?)?$/u.test(
    text,
  )
}

/**
 * The names in a credit's value: roles dropped, split at 、 commas and joining words, and at blanks between Chinese names.
 * Empty when it names no one.
 */
export function namesIn(value: string): string[] {
  const plain = value
    .replace(/[（(][^（）()]{0,40}[)）]/g, ' ')
    .replace(/_?[A-Z]{1,3}\d{2,7}\b/g, ' ')
    .replace(/^(?:by|von|par|por|di|av|af|door|od|text|written by|words by|story by|posted by|от)[\s:]+/i, '')
    .replace(/\p{Script=Han}{2,12}(?:[记記]者|通[讯訊][员員])(?=[\s:：])/gu, ' ')
    // a name of two characters set wide
    .replace(/(?<![^\s、,，])(\p{Script=Han})\s+(\p{Script=Han})(?![^\s、,，])/gu, '$1$2')
  const parts = plain
    .replace(ROLES, '、')
    .split(
      /\s*(?:[、,，;；/／|｜&＆\t\n]|(?<=\p{Script=Han})\s*(?:和|与|及)\s*(?=\p{Script=Han}{2,4}$)|\s(?:and|und|et|og|och|y|e|ja|i|и|&|with)\s)\s*/u,
    )
    .flatMap(part => (/\p{Script=Latin}/u.test(part) ? [part] : part.split(/\s+/)))
    .map(part => part.replace(/^[\s"“”'《〈「『【\-—–•·*@]+|[\s"“”'》〉」』】\-—–•·*.。]+$/gu, ''))
  return [...new Set(parts.filter(isName))].slice(0, 12)
}
