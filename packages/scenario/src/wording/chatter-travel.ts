import type { Wording } from './wording.ts'

const ASKED = { hotline: 4, board: 3, forum: 2, weibo: 1 }
const COMPLAINED = { hotline: 4, board: 2, weibo: 3, forum: 3, video: 1 }

/** Everyday talk of people who ride: buses, taxis, coaches, ferries. */
export const TRAVEL_CHATTER: readonly Wording[] = [
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
        '(今天|刚才|{hourWord})在{stop}，{line}的司机(看见我在跑|明明看到我招手)，还(把门关了|直接开走了)，就差几步路啊[怒]',
        '{line}末班车不到{lastBus}就没了，(说好的|站牌写的)是晚半个钟头，(打车|走路)回来的，{yuan}块没了',
        '来电人反映：{clock}在{stop}公交站等候{line}，驾驶员未停靠站台，(要求核查|希望处理)。',
        '{line}车上空调坏了(好几天|一个星期)了，窗户又打不开，(老人孩子|车上老人)受不了(，投诉也没下文|)',
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
        '{line}换了新车，从{stop}坐到{stop2}，安静还干净，{hourWord}(坐着挺舒服|也不挤)(😊|)',
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
        '在{street}用{platform}叫的车，车牌尾号{tail}，跟平台上(不一样|对不上)，(心里发毛|没敢上)，这算不算黑车',
        '{platform}取消订单还扣我{few}块，(明明是司机不来|司机自己让我取消的)',
      ],
      neutral: [
        '(想跑|准备跑){platform}，双证(怎么考|在哪里考)？{district}的窗口能办吗',
        '来电人咨询注册{platform}办理网约车运输证，(车龄|轴距|排量)有什么要求，{district}(能否办理|在哪办理)。',
      ],
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
    name: 'water',
    weight: 2,
    topics: ['water'],
    sites: ASKED,
    titles: [],
    phrases: {
      negative: ['{ferry}的渡船(不给发|没看见)救生衣，(这风浪|水这么急)心里慌'],
      neutral: ['{ferry}(早上|晚上)几点(开|收)？摩托车能上吗', '周末想从{town}去{ferry}那边玩，渡船还(开|有)吗'],
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
        '{hourWord}群里传{line}停运，(问了调度|打电话问了)，没有的事，(别传了|照常发车)',
        '{bridge}没封，刚从那过，(别听风就是雨|辟谣一下)',
      ],
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
      positive: ['在{street}搭的計程車，{surname}姓司機很熱心，一路跟我介紹景點，(推薦|讚)'],
    },
  },
]
