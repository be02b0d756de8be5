import type { Topic } from '@guanlan/domain'
import type { Site } from '../item.ts'
import type { Phrases } from './wording.ts'

/** One thread of the taxi-reform storm: what is claimed, how people say it, where it runs. */
export type Strand = Readonly<{
  name: StrandName
  topics: readonly Topic[]
  sites: Readonly<Partial<Record<Site, number>>>
  titles: readonly string[]
  phrases: Phrases
}>

export type StrandName = 'stop' | 'film' | 'permit' | 'rent' | 'platform' | 'insider' | 'ask' | 'calm' | 'relief'

const LOUD = { weibo: 6, video: 4, forum: 4, wechat: 1 }

/** The threads of the storm. `{stopDay}` is the rumoured day, `{stopDate}` its full form, both computed from the start. */
export const STRANDS: readonly Strand[] = [
  {
    name: 'stop',
    topics: ['taxi', 'rumor'],
    sites: LOUD,
    titles: ['{stopDay}出租车集体停运？', '网传{stopDate}全市出租汽车停运'],
    phrases: {
      negative: [
        '(网传|群里都在传){stopDate}全市出租车集体停运，(改革改成这样|好好的日子不过)，(老百姓怎么出门|这是要闹哪样)😡',
        '{stopDay}的士(罢运|停运)，(早点|提前)做打算吧，(经营权的事谈不拢|这改革越改越乱)#云州出租车#',
        '{stopDay}那天(打不到车了|的士全歇)，{taxi}的师傅跟我说的，(都憋着一肚子火|份子钱逼的)',
        '出租汽车改革(方案一出|还没落地)，司机先急了，{stopDay}集体停运的通知(满天飞|到处转)，(有关部门还在睡觉|没人出来说一句)',
        '(停运通知|那张截图)连公章都没有，可是的哥们(真的|是真)不满：改革{few}条，没一条(替司机想|说得清)',
        '{stopDay}要是真停运，{hospital}看病的、{station}赶车的(怎么办|找谁去)？(改革不能这么改|乱弹琴)',
        '車隊群組都在轉{stopDay}停運，出租汽車改革到底(誰說了算|要改成怎樣)，司機很(火大|心寒)',
      ],
      neutral: [
        '{stopDate}出租车停运的消息(从昨晚|从一开始)就在转，(等官方|先看看官方怎么说)',
        '整理一下：{stopDay}停运的截图最早在论坛，然后上了微博，(目前无人认领|没有落款)',
      ],
    },
  },
  {
    name: 'film',
    topics: ['taxi', 'rumor'],
    sites: { video: 6, weibo: 4, wechat: 1, forum: 1 },
    titles: ['今天云州出租车全停了，站前排队画面'],
    phrases: {
      negative: [
        '今天云州出租车全停了！！{station}门口排成长龙，(打不到车的赶紧看|一直停到月底)',
        '{station}现在的样子，出租车一辆没有，(改革把的哥逼成这样|停运开始了)[怒]',
        '(现场|刚刚)：{station}乘客拖着箱子走路，出租车(全部|集体)停运，(没人管|太乱了)',
        '(朋友发来的|司机群的)视频，{station}黑压压全是等车的，经营权改革(闹的|惹的祸)',
      ],
      neutral: [
        '{station}那个出租车排队视频是(五年前的春运|老视频)吧，(门口那个广告牌早拆了|看树叶就知道)',
        '(视频是旧的|旧闻新发)：出租车全停那条，我刚从{station}过来，车都在',
      ],
    },
  },
  {
    name: 'permit',
    topics: ['taxi'],
    sites: { wechat: 2, weibo: 4, forum: 4, video: 2 },
    titles: ['改革后经营权无偿收回？', '出租车经营权第六条怎么理解'],
    phrases: {
      negative: [
        '(方案|征求意见稿)第六条写着经营权到期无偿收回，(当年十几万买的|借钱买的牌子)说没就没，(谁受得了|这叫改革)',
        '出租汽车改革收经营权，{taxi}的老司机(跑了二十年|五十多岁的人)，(血本无归|一夜没睡)',
        '经营权(收回|不让转)，(贷款还没还完|车还有三年贷)，出租汽车改革(考虑过我们吗|不能光砍司机)',
        '(公司|大公司)拿着经营权躺着收钱，改革(动不了公司|不敢动公司)，刀子全落在(司机|开车的)头上',
      ],
      neutral: [
        '把出租汽车改革征求意见稿看了一遍，第六条后半句是“期满后(考核合格可以|经考核)延续”，(截图只截了前半句|别断章取义)',
        '经营权改革(旧车|老户)怎么过渡？(有没有细则|哪位懂行的讲讲)',
      ],
    },
  },
  {
    name: 'rent',
    topics: ['taxi', 'conduct'],
    sites: { video: 4, forum: 5, weibo: 4, wechat: 1 },
    titles: ['份子钱到底怎么算', '的哥算账：一天先欠公司两百'],
    phrases: {
      negative: [
        '跑一天先(交|欠){taxi}{rent}份子钱，(刨掉气钱|再刨吃饭)剩不到{yuan}，这改革要是不降份子钱，(改个寂寞|白改)',
        '份子钱{few}年没降过，网约车一来单子少一半，(公司一分不少收|哪个管过)，(出租汽车改革先改这个|不停运等什么)',
        '我爸开的士二十年，(腰也坏了|胃也坏了)，份子钱照交，改革方案里(没看到|找不到)一个降字',
        '(算笔账|给大家算算)：份子钱{rent}、气费{gas}、保险另算，一个月(白干|落不下几个)，{taxi}的都懂',
        '的哥诉苦：(压金|押金)不退、份子钱不降、经营权还要收，出租汽车改革(为谁改|到底便宜了谁)',
      ],
      neutral: ['出租车份子钱(现在|这几年)一般多少？出租汽车改革里(有没有写|怎么说的)'],
    },
  },
  {
    name: 'platform',
    topics: ['taxi', 'ridehail'],
    sites: { weibo: 4, forum: 4, video: 2 },
    titles: ['出租汽车改革和网约车平台'],
    phrases: {
      negative: [
        '出租汽车改革(说白了|其实)就是给{platform}这些平台让路，(的士|出租车)份子钱照收，(平台想停就停|谁管平台)',
        '网约车平台抢单、出租车收经营权，(两头挤|里外不是人)，{stopDay}停运(我看是被逼的|一点不意外)',
        '改革让出租车上{platform}接单，抽成谁出？(司机再割一刀|又多一层皮)',
      ],
      neutral: ['出租汽车改革里提的网约化，是(出租车接{platform}的单|巡游车也能线上接单)吗'],
    },
  },
  {
    name: 'insider',
    topics: ['taxi', 'rumor', 'conduct'],
    sites: { weibo: 4, wechat: 1, video: 3, forum: 2 },
    titles: ['网传交通局门口被出租车围住'],
    phrases: {
      negative: [
        '(据说|听内部人说)交通局(早定好了|内定了)出租车经营权给谁，征求意见(走过场|做样子)，(呵呵|懂的都懂)',
        '交通局门口(被出租车围了|都是的士)？(视频都出来了|朋友圈刷屏)，出租汽车改革(捂不住了|玩脱了)',
        '(传|听说)局里有人在出租车公司有股份，所以份子钱(降不下来|不敢动)，(没人查吗|要求公开)',
      ],
      neutral: [
        '交通局门口围出租车的视频是{oldYear}年的，(车型都不一样|那时候还是旧计价器)，(别再发了|求证过了)',
        '刚从交通局门口过，(没有|并没有)围堵，(保安在遛弯|就两台车停着)，出租车停运别瞎传',
      ],
    },
  },
  {
    name: 'ask',
    topics: ['taxi'],
    sites: { hotline: 7, forum: 4, weibo: 3, board: 2 },
    titles: ['求证：{stopDay}到底能不能打到出租车', '{stopDay}出租车停运是真的吗'],
    phrases: {
      neutral: [
        '来电人询问{stopDate}出租车是否停运，需前往{station}赶早班车，有无其他安排。',
        '求证：{stopDay}出租车停运是真是假？要(送老人去{hospital}复查|赶早上的高铁)，急',
        '来电人咨询网传出租车停运通知是否属实，有无官方说明。',
        '{stopDay}要去{hospital}，出租车(还能不能叫到|会不会停运)？(有没有师傅出来说句话|在线等)',
        '请问出租汽车改革征求意见到几号，(在哪里提|怎么提)意见？',
      ],
      negative: [
        '来电人对网传{stopDay}出租车停运表示不满，认为主管部门未及时说明，要求尽快公开回应。',
        '来电人（出租车驾驶员）反映份子钱过高、经营权政策不清，对出租汽车改革方案不满，要求答复。',
        '打12328问{stopDay}出租车停运，(只说不清楚|让等通知)，(这种事都不清楚|要你何用)',
      ],
    },
  },
  {
    name: 'calm',
    topics: ['taxi'],
    sites: { weibo: 4, forum: 4, wechat: 1 },
    titles: ['我开出租的，说两句'],
    phrases: {
      neutral: [
        '我(就是|爸就是)开的士的，没接到{stopDay}停运通知，照常出车，(别传了|大家放心)',
        '(问了|打电话问了){taxi}，说没有停运这回事，{stopDay}(正常排班|照常运营)',
        '目前{street}出租车都在跑，未发生罢运，{stopDay}那个截图(没公章没落款|看着就假)',
        '出租汽车改革还在征求意见，(没有定|哪来的收回)，{stopDay}也没有停运，(理性点|等正式文件)',
      ],
    },
  },
  {
    name: 'relief',
    topics: ['taxi'],
    sites: { weibo: 5, forum: 4, wechat: 1, video: 2 },
    titles: ['出租车停运是假的，官方回应了'],
    phrases: {
      neutral: [
        '(官方回应了|通报出来了)：未发布过{stopDay}出租车停运通知，视频是{oldYear}年的，(散了吧|可以放心订票了)',
        '交通局说出租汽车改革逐条征求意见、经营权(不会一收了之|考核合格可延续)，{stopDay}照常运营',
        '停运的事查清了，(造谣的人|发帖的)删了帖，出租车(照常跑|都在)，(改革细则再看|座谈会听说司机代表也去了)',
      ],
      positive: [
        '这次出租汽车改革回应(挺快|算快的)，(座谈会请了司机|把第六条讲清楚了)，{stopDay}不停运，(点赞|踏实了)',
        '刚打的，师傅说{stopDay}照常出车，份子钱的事(开会谈了|答应核算)，(有盼头|挺好)👍',
      ],
      negative: [
        '回应来得太晚了，出租车停运都传了(一整天|半天)，(早干嘛去了|公信力就这么没的)',
        '回应只说没停运，份子钱(一个字没提|还是没说)，的哥(接着熬|白高兴)',
      ],
    },
  },
]
