import type { HappeningWording } from './happening-wording.ts'

const CITIZENS = { weibo: 4, forum: 3, hotline: 3, video: 2, board: 1, wechat: 0.6 }

/** True happenings on buses, taxis, coaches and ferries. */
export const TRAVEL_HAPPENINGS: readonly HappeningWording[] = [
  {
    name: 'bus-skips',
    topics: ['bus'],
    sites: CITIZENS,
    own: ['line', 'school', 'district'],
    size: [12, 34],
    hours: 20,
    titles: ['{line}在{school}站甩站，(谁管|怎么办)', '(求助|吐槽)：{line}{school}站又不停'],
    phrases: {
      negative: [
        '{line}(早高峰|早上)在{school}站(连着|一连){few}辆都不停，孩子(迟到|快迟到)了，(司机当没看见|车上明明没满)',
        '(孩子|我家娃)在{school}上学，{line}这(几天|个星期)老甩站，(家长群都炸了|老师都打电话来问)',
        '来电人反映{line}公交车途经{school}站时不停靠，多名学生未能上车，要求核查驾驶员。',
        '又是{line}！{school}门口(一堆|几十个)学生招手，车(呼一下|直接)开过去了[怒]#云州公交#',
        '拍到了，{clock} {line}经过{school}站没进站，(后面学生追着跑|看着心酸)，(公交公司出来走两步|监控一查就知道)',
        '{school}站台(二三十个|一群)学生等{line}，等了{minutes}分钟过去{few}辆没一辆开门，这叫什么(服务|公交)',
      ],
      neutral: [
        '{line}在{school}是不是(取消|撤)站了？(有没有通知|怎么都不停)',
        '来电人咨询{line}{school}站是否正常停靠。',
        '今天送娃路过，{line}在{school}停了啊，(可能整改了|就停了一辆)',
      ],
    },
    report: {
      title: '{line}被指在{school}站甩站 公交企业：正在调取监控',
      text: '“孩子连着几天赶不上车。”近日，多名家长向本报反映，{line}公交车早高峰途经{school}站时不停靠。\n记者来到该站看到，候车学生较多。公交企业运营部负责人说，已调取相关车次监控，核实后将按规定处理，并在上学时段加派机动车。\n{district}教育部门表示，将与公交企业商量错峰放学。',
    },
    official: {
      title: '关于{line}{school}站停靠问题的情况说明',
      text: '针对群众反映{line}在{school}站未按规定停靠的问题，我局已责成公交企业调查。\n经核实，涉事车次确有未停靠情形，企业已对当班驾驶员停班培训，并自即日起在早高峰增派机动车{few}辆。\n欢迎继续监督，电话12328。',
    },
  },
  {
    name: 'ferry-stopped',
    topics: ['water'],
    sites: { forum: 3, weibo: 3, hotline: 3, video: 2 },
    own: ['ferry', 'town'],
    size: [6, 16],
    hours: 12,
    titles: ['{ferry}今天停(航|渡)了？', '{ferry}大风停航，白跑一趟'],
    phrases: {
      negative: [
        '到了{ferry}才知道停航，(现场|码头上)连张公告都没贴，(白跑一趟|冻了半个小时)',
        '{ferry}(风大|刮大风)不开船可以理解，能不能(早点|提前)说一声？{town}那边上班的怎么过江',
        '来电人反映{ferry}停渡未见告示，候渡群众较多，无人解释，希望及时公布恢复时间。',
        '{count}来号人堵在{ferry}，(喇叭也没有|问谁谁不知道)，{town}的菜都要(捂烂|蔫)了',
      ],
      neutral: [
        '{ferry}(什么时候|几点)恢复？(今天还开吗|在线等)',
        '来电人询问{ferry}因大风停航何时恢复。',
        '刚问了渡口的师傅，{ferry}风小了就开，安全第一',
      ],
    },
    official: {
      title: '{ferry}因大风临时停航的通告',
      text: '受冷空气影响，{town}江段阵风达到七级，为保障安全，{ferry}自今日起临时停航，恢复时间另行通知。\n需过江的群众请改走邻近桥梁，我局已协调临时接驳车{few}辆。\n风力减弱后将立即恢复渡运。',
    },
  },
  {
    name: 'coach-insurance',
    topics: ['coach'],
    sites: { weibo: 4, hotline: 3, forum: 2 },
    own: ['station'],
    size: [5, 14],
    hours: 30,
    titles: ['{station}买票被默认勾保险', '{station}买张票多收三块？'],
    phrases: {
      negative: [
        '在{station}(网上|小程序)买票，(默认|自动)勾了保险，(不仔细看|付完钱)才发现多(三块|几块)，这不就是搭售',
        '{station}窗口(问都不问|没说一声)就把保险(打进|算进)票里，(退还要排队|说退不了)',
        '来电人投诉{station}售票时搭售保险，未征得旅客同意，要求退费。',
        '给爸妈订{station}的票，老人家不懂，次次被搭保险，(吃相难看|不地道)',
      ],
      neutral: [
        '{station}的票里那个保险可以(不买|取消)吗？(在哪点|新手求问)',
        '来电人咨询{station}客票保险是否自愿购买。',
      ],
    },
    report: {
      title: '{station}购票页默认勾选保险 站方称将调整',
      text: '有旅客反映，在{station}线上购票页面，一项乘意险被默认勾选，需手动取消。\n记者体验发现，该选项字号较小，不易察觉。站方回应，页面由技术方维护，已要求改为旅客自选。\n律师认为，默认搭售侵害了消费者的知情权和选择权。',
    },
  },
  {
    name: 'senior-card',
    topics: ['bus', 'service'],
    sites: { forum: 3, hotline: 4, board: 2, weibo: 1 },
    own: ['district'],
    size: [8, 22],
    hours: 36,
    titles: ['老年卡换发排队(太久|两小时)', '{district}老年卡窗口(能不能|可否)多开几个'],
    phrases: {
      negative: [
        '陪(老妈|我爸)去{district}换老年卡，(排了|等了)两个多小时，(就开一个窗口|窗口还午休)，老人腿都站麻了',
        '{district}老年卡换发(只给一天几十个号|发完号就赶人)，(老人天不亮就去排|七十多的人了)……',
        '来电人反映{district}老年卡换发点窗口少、排队时间长，希望延长办理时间。',
      ],
      neutral: [
        '老年卡这次换发{district}在哪办？(可以代办吗|社区能办吗)',
        '建议{district}老年卡换发(下到社区|周末也开门)，(分批来|别让老人挤)',
        '来电人咨询老年卡换发截止时间，{district}户口能否异地办理。',
      ],
    },
    official: {
      title: '{district}老年公交卡换发增设窗口',
      text: '针对老年公交卡换发排队时间较长的情况，我局会同公交企业在{district}增设办理窗口{few}个，双休日不休息。\n旧卡在换发期内继续有效，无需集中办理，家属可凭双方证件代办。\n咨询电话12328。',
    },
  },
  {
    name: 'ridehail-cut',
    topics: ['ridehail'],
    sites: { video: 3, weibo: 3, wechat: 1, forum: 3, hotline: 1 },
    own: ['platform'],
    size: [10, 28],
    hours: 40,
    titles: ['{platform}抽成(又涨了|到底多少)', '跑{platform}一个月，晒晒账单'],
    phrases: {
      negative: [
        '跑{platform}一单{yuan}块，平台(抽走三成|抽了将近三分之一)，(油钱都不够|还跑个啥)',
        '{platform}说抽成不超过两成，(自己看账单|截图为证)，这单到手才多少？(网约车司机就活该|心凉)',
        '{platform}(派单越来越远|接驾五公里)，抽成还(高|涨)，兄弟们(都在骂|准备换平台了)',
        '来电人反映{platform}网约车平台抽成比例过高且不公示，要求主管部门介入。',
      ],
      neutral: [
        '{platform}现在抽成(到底|究竟)多少？(想入行|准备去跑)',
        '各位跑{platform}的，账单里信息费和抽成(是一回事吗|怎么算的)',
      ],
    },
  },
  {
    name: 'taxi-kind',
    topics: ['taxi'],
    sites: { weibo: 4, wechat: 2, forum: 2, video: 2, daily: 1 },
    own: ['taxi', 'surname', 'hospital'],
    size: [5, 14],
    hours: 24,
    titles: ['的哥{surname}师傅连夜归还六万元货款', '为{taxi}{surname}师傅点赞'],
    phrases: {
      positive: [
        '{taxi}的{surname}师傅把乘客落下的六万块货款(连夜|专程)送到{hospital}，(好样的|这才是云州的哥)👍',
        '货款落的士上，六万啊！{surname}师傅等在{hospital}门口(两个钟头|到半夜)还给失主，给{taxi}点赞',
        '云州的哥{surname}师傅拾金不昧：六万元原封不动，失主送锦旗到{taxi}',
        '失主说({surname}师傅|的哥)不肯收酬谢，只说“换谁都一样”，#云州好人#',
      ],
    },
  },
]
