import type { Wording } from './wording.ts'

const ASKED = { hotline: 4, board: 3, forum: 2, weibo: 1 }
const COMPLAINED = { hotline: 4, board: 2, weibo: 3, forum: 3, video: 1 }

/** Everyday talk about buses, taxis, roads and counters: single voices that belong to no happening. */
export const CHATTER: readonly Wording[] = [
  {
    name: 'bus-late',
    weight: 12,
    topics: ['bus'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '(等了{minutes}分钟|又等了{minutes}分钟)的{line}(，|…)(来了两辆都不停|app显示还有两站，结果根本没来)，(上班要迟到了|无语)(😤|)',
        '{line}{hourWord}(间隔|发车间隔)也太长了吧，{stop}站台上(站|挤)满了人，(能不能加几班|有没有人管管)',
        '(今天|刚才){line}的司机看见我在跑，还(把门关了|直接开走了)，就差几步路啊[怒]',
        '{line}末班车不到{lastBus}就没了，(说好的|站牌写的)是晚半个钟头，(打车|走路)回来的，{yuan}块没了',
        '来电人反映：{clock}在{stop}公交站等候{line}，驾驶员未停靠站台，(要求核查|希望处理)。',
        '{line}车上空调坏了(好几天|一个星期)了，窗户又打不开，(老人孩子|车上老人)受不了，(投诉也没下文|)',
      ],
    },
  },
  {
    name: 'bus-ask',
    weight: 7,
    topics: ['bus'],
    sites: ASKED,
    titles: [],
    phrases: {
      neutral: [
        '(请问|想问下|问一下)从{stop}到{stop2}坐(几路|哪一路)(公交|车)(方便|最快)？{line}还(经过|到)吗',
        '(咨询|请问){line}的首末班时间，(周末|节假日)有没有变化？',
        '来电人咨询(老年卡|学生卡|爱心卡)(年审|办理|挂失)需要(带|准备)什么材料，{district}{stop}附近(哪里可以办|有没有网点)。',
        '{line}是不是改线了？昨天在{stop}没看到站牌',
        '公交卡里还有{money}块，丢了能补吗，(需要本人去吗|去哪补)',
        '建议{line}在{stop}(加设|增设)一站，附近(新小区|学校)住了不少人',
      ],
    },
  },
  {
    name: 'bus-thanks',
    weight: 5,
    topics: ['bus'],
    sites: { weibo: 3, forum: 2, hotline: 2, board: 1, wechat: 1 },
    titles: [],
    phrases: {
      positive: [
        '给{line}(的师傅|司机)点个赞👍，等老人坐稳了才起步，(暖心|心里暖暖的)',
        '手机落在{line}上了，打电话到车队，(半小时|当天)就找回来了，(谢谢|感谢)师傅！',
        '来电人表扬{line}驾驶员{hourWord}帮助(晕车|腿脚不便)的老人下车，态度很好。',
        '{line}换了新车，安静还干净，坐着挺舒服的(😊|)',
      ],
    },
  },
  {
    name: 'taxi-daily',
    weight: 9,
    topics: ['taxi'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '{station}门口打车，司机(不打表|不肯打表)，张口就要{yuan}(块|元)，平时才十块出头',
        '(刚才|昨晚)打的去{hospital}，明显(绕路|绕了一大圈)，(多收了{yuan}块|表都跳到{yuan}了)，车牌云Z·T{tail}',
        '来电人投诉{taxi}一辆出租车(拒载|中途甩客)，{clock}在{street}，要求(查处|给说法)。',
        '师傅在{street}又拉了一个拼客，(都没问我同不同意|问都不问)，(下车还照收|钱一分没少)',
        '的士师傅一路(抽烟|打电话)，说了两句还(不高兴|甩脸子)，{taxi}的，(不坐了|以后不坐)',
      ],
    },
  },
  {
    name: 'taxi-thanks',
    weight: 4,
    topics: ['taxi'],
    sites: { weibo: 3, forum: 2, hotline: 2, wechat: 1 },
    titles: [],
    phrases: {
      positive: [
        '包忘在的士后座了，{taxi}的{surname}师傅专程送回来，(红包都不要|一分钱不收)，(好人一生平安|必须表扬)',
        '下大雨{surname}师傅(主动|)把孕妇送到{hospital}门口，没多收一分钱，(暖|给力)👍',
        '来电人感谢{taxi}驾驶员拾金不昧，归还(钱包|手机)一个。',
      ],
      neutral: [
        '(寻物|找东西)：{clock}在{street}打的，(黑色|蓝色)雨伞落车上了，有没有师傅看见',
        '去{stop}打车一般多少钱？(起步价现在几块|)',
      ],
    },
  },
  {
    name: 'ridehail',
    weight: 6,
    topics: ['ridehail'],
    sites: { weibo: 3, forum: 3, hotline: 2, video: 1, wechat: 1 },
    titles: [],
    phrases: {
      negative: [
        '{platform}(预估|显示){yuan}，到了变成多一倍，客服让我(等|再等)三个工作日',
        '在{platform}叫的车跟平台上车牌不一样，(心里发毛|没敢上)，这算不算黑车',
        '{platform}取消订单还扣我{few}块，(明明是司机不来|司机自己让我取消的)',
      ],
      neutral: [
        '(想跑|准备跑){platform}，双证(怎么考|在哪里考)？{district}的窗口能办吗',
        '来电人咨询注册{platform}办理网约车运输证，(车龄|轴距|排量)有什么要求，{district}(能否办理|在哪办理)。',
      ],
    },
  },
  {
    name: 'road-hole',
    weight: 8,
    topics: ['maint'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '{street}靠{stop}那(一段|段路)坑坑洼洼，电动车差点(摔|栽)了，(报了也没人修|什么时候补)',
        '{road} {stake}(处|附近)路面(沉了|塌了一块)，晚上(没路灯|黑灯瞎火)根本看不见',
        '{street}施工围挡占了(大半边|一条道)，(连个绕行牌|指示牌)都没有，{hourWord}堵(死|成一锅粥)',
        '来电人反映{town}{village}村道护栏(缺失|被撞坏)，存在安全隐患，希望尽快修复。',
        '{street}的标线(都磨没了|看不清)，下雨天(变道|开车)全凭感觉',
      ],
      neutral: ['{street}什么时候(修完|通车)？(有知道的吗|贴的公示看不清)', '{road}往{town}方向今天能走吗'],
    },
  },
  {
    name: 'rural',
    weight: 4,
    topics: ['rural'],
    sites: { board: 3, hotline: 2, forum: 2, weibo: 1 },
    titles: [],
    phrases: {
      negative: [
        '{village}到{town}的路(硬化了一半就停了|修一半没人管)，下雨(全是泥|车都出不来)',
        '{town}{village}的小桥(栏杆掉了|桥面裂了)，学生天天走，(看着怕|谁来管)',
      ],
      neutral: [
        '请问{town}{village}通组路(今年|明年)有没有计划硬化？',
        '建议{village}路口(装|加)个减速带，车(太快|开得快)',
      ],
      positive: [
        '{village}的路终于修好了，(回家|进城)少走{few}公里，(感谢|谢谢)修路的师傅们',
        '昨天回{town}，路两边都种上花了，(真不错|变化真大)',
      ],
    },
  },
  {
    name: 'driving',
    weight: 7,
    topics: ['driving'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '{driving}的教练(天天|动不动就)骂人，还(暗示|让我们)买烟买水，(学不下去了|什么风气)',
        '报名说{fee}全包，现在又要补考费、(接送费|模拟费){money}，{driving}这不是乱收费吗',
        '科二练了{few}个月还约不上考，{driving}每次都说(排队|系统问题)',
      ],
      neutral: [
        '(求推荐|问问)：{district}哪家驾校靠谱？{driving}怎么样，{fee}贵不贵',
        '(请问|咨询)科目三约考一般(等|排)多久，学时(不够|差两个)能约吗',
        '来电人咨询(出租车|货车|客车)驾驶员从业资格证(换证|补证|注销)流程，{district}窗口(几点上班|是否受理)。',
      ],
      positive: ['科三一把过🎉，{driving}的{surname}教练(很耐心|特别好)，推荐'],
    },
  },
  {
    name: 'coach',
    weight: 4,
    topics: ['coach'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '{station}去{town}的班车，(半路|路上)一直拉客，(坐满了还上|过道都站人)',
        '{station}候车厅的厕所(臭得|味道)没法进，保洁(去哪了|不来的吗)',
      ],
      neutral: [
        '{station}到{town}最后一班几点？(需要提前买票吗|网上能买吗)',
        '来电人咨询{station}行李托运(收费|规定)。',
      ],
    },
  },
  {
    name: 'counter',
    weight: 5,
    topics: ['permit', 'service'],
    sites: { hotline: 4, board: 3, forum: 1, weibo: 1 },
    titles: [],
    phrases: {
      negative: [
        '去窗口办(道路运输证|从业资格证)，跑了{few}趟，每次说的材料都不一样，(一次说清有那么难吗|踢皮球)',
        '12328打了{few}次(没人接|一直占线)，(摆设|办点事真难)',
      ],
      neutral: [
        '请问货车年审现在能(异地|网上)办吗，(要|需要)带哪些材料',
        '来电人咨询从业资格证遗失(补办|补领)，{district}窗口周末是否上班。',
      ],
      positive: ['今天去政务大厅换证，{minutes}分钟就办好了，(工作人员态度也好|比想的快多了)'],
    },
  },
  {
    name: 'parking',
    weight: 4,
    topics: ['parking'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '{street}路边泊位停了{few}个小时收{yuan}，(价目牌|收费标准)在哪',
        '{hospital}门口(天天|又)堵，占道停车(没人管|一排排的)',
      ],
      neutral: ['{stop}附近哪里好停车'],
    },
  },
  {
    name: 'freight',
    weight: 4,
    topics: ['freight', 'overload'],
    sites: { hotline: 2, forum: 2, video: 2, weibo: 1, board: 1 },
    titles: [],
    phrases: {
      negative: [
        '{road}上的(渣土车|大货车)天天超载，(把路压坏了|半夜轰隆隆的)，{town}的人(睡不着|遭罪)',
        '跑了一趟{road}，地磅说我超了几百斤，(罚单|票)开得比运费还高',
      ],
      neutral: ['货车进城通行证(现在在哪办|还要不要办)？从{toll}下来走哪条路'],
    },
  },
  {
    name: 'toll',
    weight: 3,
    topics: ['toll'],
    sites: COMPLAINED,
    titles: [],
    phrases: {
      negative: [
        '{toll}ETC抬杆慢(得要命|)，{hourWord}排(了一公里|几十米)',
        '绿通车在{toll}查验等了{minutes}分钟，(菜都蔫了|)',
      ],
      neutral: ['{toll}今天封了吗？(导航让绕|看到排队)'],
    },
  },
  {
    name: 'water',
    weight: 2,
    topics: ['water'],
    sites: ASKED,
    titles: [],
    phrases: {
      negative: ['{ferry}的渡船(不给发|没看见)救生衣，(这风浪|水这么急)心里慌'],
      neutral: ['{ferry}(早上|晚上)几点(开|收)？摩托车能上吗', '周末想去{ferry}那边玩，渡船还(开|有)吗'],
    },
  },
  {
    name: 'negated',
    weight: 2,
    topics: ['taxi', 'bus'],
    sites: { weibo: 2, forum: 2, wechat: 1 },
    titles: [],
    phrases: {
      neutral: [
        '今早{street}跑了一圈，(没有|并没有)堵路，{line}也没停运，(正常走|该上班上班)',
        '群里传{line}停运，(问了调度|打电话问了)，没有的事，(别传了|照常发车)',
        '{bridge}没封，刚从那过，(别听风就是雨|辟谣一下)',
      ],
    },
  },
  {
    name: 'noise',
    weight: 9,
    topics: [],
    sites: { weibo: 5, forum: 3, video: 3, wechat: 1 },
    titles: [],
    phrases: {
      neutral: [
        '{street}新开的(米粉店|火锅店)，(排队排疯了|味道可以)，人均{yuan}',
        '(招聘|急招)：{district}(仓库|门店)两名，包吃住，有意加我',
        '【(优惠|特价)】{driving}旁边(健身房|琴行)年卡{fee}，先到先得～',
        '今天{stop}的晚霞(绝了|好看)🌇',
        '{district}的家里3路由器老掉线，(重启{few}次了，|)(有没有懂的|宽带哪家好)',
        '出(九成新|闲置)电动车，{money}自提，{street}',
        '(早安|晚安)云州，{street}的(桂花|银杏|路灯)(真香|真好看)～',
        '有没有一起去{bridge}夜跑的(，微信群|)',
        '抖一抖，加V领取({money}积分|{yuan}元福利)，名额{count}个，手慢无',
      ],
      positive: ['周末在{stop}(散步|遛娃)真(舒服|惬意)，{district}越来越(好|漂亮)了❤️', '{school}运动会(太燃了|加油)！'],
    },
  },
  {
    name: 'old-film',
    weight: 1,
    topics: ['rumor'],
    sites: { video: 3, weibo: 1 },
    titles: [],
    phrases: {
      negative: ['{bridge}塌了？？(朋友发来的视频|群里看到的)，(真假|吓死)'],
      neutral: ['(又|)有人把几年前{bridge}淹水的老视频(翻出来|拿出来)发，(看清楚日期|那是旧闻)啊'],
    },
  },
  {
    name: 'traditional',
    weight: 2,
    topics: ['bus'],
    sites: { weibo: 2, forum: 1, video: 1 },
    titles: [],
    phrases: {
      negative: ['等公車等了{minutes}分鐘，{line}班次實在太少，{hourWord}擠得像沙丁魚'],
      neutral: ['請問從{stop}搭車到{stop2}要轉車嗎？第一次來雲州，(謝謝大家|感謝)'],
      positive: ['雲州的計程車司機很熱心，一路跟我介紹景點，(推薦|讚)'],
    },
  },
]
