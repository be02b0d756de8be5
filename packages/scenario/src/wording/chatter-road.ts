import type { Wording } from './wording.ts'

const COMPLAINED = { hotline: 4, board: 2, weibo: 3, forum: 3, video: 1 }

/** Everyday talk about roads, lorries, driving schools and counters, and what has nothing to do with traffic. */
export const ROAD_CHATTER: readonly Wording[] = [
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
        '请问{district}的货车年审现在能(异地|网上)办吗，(要|需要)带哪些材料',
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
      neutral: ['货车进城通行证(现在在哪办|还要不要办)？从{toll}下来去{street}走哪条路'],
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
        '绿通车在{toll}查验等了{minutes}分钟(，菜都蔫了|)',
      ],
      neutral: ['{toll}今天封了吗？(导航让绕|看到排队)'],
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
        '{district}的家里3路由器老掉线(，重启{few}次了，|)(有没有懂的|宽带哪家好)',
        '出(九成新|闲置)电动车，{money}自提，{street}',
        '(早安|晚安)云州，{street}的(桂花|银杏|路灯)(真香|真好看)～',
        '有没有一起去{bridge}夜跑的，{clock}集合(，微信群|)',
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
]
