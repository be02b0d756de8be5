import type { HappeningWording } from './happening-wording.ts'

const CITIZENS = { weibo: 3, forum: 3, hotline: 3, video: 3, board: 1 }

/** True happenings on roads and bridges, at toll gates and driving schools. */
export const ROAD_HAPPENINGS: readonly HappeningWording[] = [
  {
    name: 'school-flees',
    topics: ['driving'],
    sites: { forum: 4, weibo: 4, hotline: 4, video: 2, board: 2, wechat: 0.6 },
    own: ['driving', 'fee', 'district'],
    size: [26, 60],
    hours: 44,
    titles: ['{driving}(跑路|关门)了，学费怎么退', '(求助|曝光)：{driving}人去楼空', '{driving}学员(集合|维权)群'],
    phrases: {
      negative: [
        '{driving}(跑路|关门)了！{fee}学费(刚交|才交两个月)，(教练电话|老板电话)打不通，(有没有一样的|怎么办啊)',
        '今天去{driving}练车，(大门锁着|人去楼空)，(门口围了几十个学员|保安说老板好几天没来)，退费没人理',
        '来电人反映{driving}疑似停业，{count}余名学员要求退还学费，多次联系负责人未果，请求协助。',
        '{driving}欠教练工资、骗学员{fee}，(监管在哪|当初谁批的)，科二都约好了…',
        '(学员们|大家)别再给{driving}交钱了，(已经停业|人都跑了)，{district}的场地都(拆|退租)了😡',
        '{driving}退费(登记表|名单)都写到{count}号了，(一分钱没见到|只会让等通知)，(钱是打工攒的|学生党哭死)',
      ],
      neutral: [
        '{driving}的学员(现在|之后)可以转到别的驾校吗？学时还算不算',
        '来电人咨询{driving}停业后学员退费登记地点。',
        '有谁知道{driving}(到底|究竟)什么情况，{district}场地今天开门没',
      ],
    },
    report: {
      title: '{driving}突然停业 学员盼退费 主管部门已介入',
      text: '连日来，{driving}位于{district}的训练场大门紧锁，不少学员反映学费无法退还，人均{fee}元。\n记者多次拨打该校公示电话均无人接听。主管部门工作人员表示，已约见该校负责人，正在登记学员信息，将协调其他驾校接收。\n有学员说：“只想把车学完，别再拖了。”',
    },
    official: {
      title: '关于{driving}学员退费转学事宜的公告',
      text: '针对{driving}停业问题，我局已会同{district}成立工作专班，冻结该校培训保证金并启动学员登记。\n学员可凭合同和缴费凭证到{district}窗口登记，可选择退费或转入其他驾校，学时连续计算。\n登记自即日起十个工作日，咨询电话12328。',
    },
  },
  {
    name: 'bridge-half',
    topics: ['maint'],
    sites: CITIZENS,
    own: ['bridge', 'km'],
    size: [12, 36],
    hours: 26,
    titles: ['{bridge}半幅施工，堵到怀疑人生', '{bridge}(早高峰|今早)堵了{km}公里'],
    phrases: {
      negative: [
        '{bridge}半幅(施工|封闭)，(排队|堵)了{km}公里，{minutes}分钟挪了两百米，(为什么不晚上修|谁定的工期)',
        '堵在{bridge}上(动不了|快一个小时)，(上班|送娃)全迟到，提前(绕行牌|通知)都没有一块',
        '来电人反映{bridge}半幅封闭施工未设置绕行提示，早高峰拥堵严重，要求加强疏导。',
        '航拍{bridge}：{km}公里车龙[泪]，引桥那边还在加塞，(两个指挥的都没有|救护车都过不去)',
        '{bridge}这工地(白天|大白天)没几个人干活，路倒是先封了一半，(磨洋工|服了)',
      ],
      neutral: [
        '{bridge}半幅施工(到几号|要多久)？(走哪绕近|有绕行图吗)',
        '路况：{bridge}半幅通行，车多缓行，建议走(环城南路|滨江)。',
        '来电人咨询{bridge}施工期间公交是否绕行。',
      ],
    },
    report: {
      title: '{bridge}半幅施工早高峰排队约{km}公里 施工方：夜间加班赶工',
      text: '本报讯　{bridge}引桥伸缩缝更换工程开工后，早高峰车辆排队约{km}公里。\n施工方介绍，受桥面养护时间限制需半幅封闭，已调整为夜间集中作业，力争提前完工。\n有市民建议，应当提前在路口公布绕行路线。',
    },
    official: {
      title: '{bridge}施工期间交通组织优化的通告',
      text: '为减少{bridge}施工对出行的影响，即日起主要工序改在夜间进行，早晚高峰增派疏导人员。\n请过江车辆按照诱导屏提示绕行，公交线路优先通过。\n给您带来不便，敬请谅解。',
    },
  },
  {
    name: 'potholes',
    topics: ['maint', 'rural'],
    sites: { hotline: 4, forum: 3, weibo: 1, board: 2 },
    own: ['road', 'town', 'stake'],
    size: [5, 14],
    hours: 40,
    titles: ['{road}{town}段坑槽(成片|没人补)', '{road} {stake}处有大坑，(小心|注意)'],
    phrases: {
      negative: [
        '{road} {town}段{stake}附近(坑槽|大坑)一个接一个，骑摩托(颠得|差点)摔沟里',
        '来电人反映{road} {stake}处路面坑槽严重，摩托车颠簸，夜间有人摔倒，希望尽快修补。',
        '{town}出来那段{road}，{stake}那个坑(一个月了|越压越大)，(轮胎都爆了|底盘刮得咣咣响)，养护的人呢',
        '又有人在{road} {stake}摔了，{town}的(老乡|乡亲)自己拿砖头填的坑，(寒心|唉)',
      ],
      neutral: [
        '{road} {town}段{stake}的坑(报修|打12328)有用吗？',
        '(今天看到|好像)有人来量{road} {stake}的坑了，应该要修',
      ],
    },
    official: {
      title: '{road}{town}段坑槽修补情况',
      text: '接群众反映后，养护单位已于当日对{road} {stake}附近坑槽进行应急填补，并设置警示标志。\n该路段已列入近期中修计划，天气允许即组织摊铺。\n请过往车辆减速慢行。',
    },
  },
  {
    name: 'toll-double',
    topics: ['toll'],
    sites: { weibo: 4, video: 3, hotline: 3, forum: 1 },
    own: ['toll', 'yuan'],
    size: [8, 20],
    hours: 20,
    titles: ['{toll}ETC(重复|多)扣费', '晒账单：{toll}扣了我两次'],
    phrases: {
      negative: [
        '过{toll}一次，ETC扣了两笔{yuan}元，(客服互相踢皮球|银行让找高速，高速让找银行)',
        '(看看|查查)你们的账单！{toll}又重复扣费了，(我这月第二回|两条一模一样的{yuan})',
        '来电人投诉{toll}ETC重复扣费{yuan}元，多次联系未退，要求处理。',
        '不是钱的事，{toll}多扣的{yuan}块谁来退？(一查好几个车友都这样|系统故障就能不认账吗)',
      ],
      neutral: [
        '{toll}ETC扣两次的，(怎么申诉|找哪个电话)？',
        '我的{toll}那笔{yuan}块昨天退回来了，大家(打电话|提交申诉)就行',
      ],
    },
  },
  {
    name: 'truck-spill',
    topics: ['overload', 'safety'],
    sites: { video: 3, forum: 2, weibo: 2, hotline: 3 },
    own: ['street', 'district'],
    size: [6, 16],
    hours: 14,
    titles: ['渣土车在{street}洒了一路', '{street}满地碎石，(没人扫|小心)'],
    phrases: {
      negative: [
        '渣土车在{street}(洒了|掉了)一路碎石，电动车(滑倒|摔了)好几个，(车都没停|查查是谁家的)',
        '{street}今天(灰大得|尘土)看不清路，抛洒的渣土(没人清|从早到晚)，{district}也不管管',
        '来电人反映{street}有货车抛洒渣土，影响通行安全，要求查处并清理。',
        '拍下来了，大货车没盖篷布，{street}一地石子，(后车玻璃被砸|我挡风玻璃裂了)',
      ],
      neutral: ['{street}的碎石清了没？(要不要绕|准备出门)', '环卫在{street}扫了，慢点开能过'],
    },
  },
  {
    name: 'rear-end',
    topics: ['safety'],
    sites: { video: 4, weibo: 3, forum: 2 },
    own: ['road', 'town', 'few'],
    size: [5, 14],
    hours: 10,
    titles: ['{road}{town}段追尾，(绕行|堵了)', '{road}{few}车追尾'],
    phrases: {
      negative: [
        '{road}{town}段{few}车追尾，(看着吓人|车头都瘪了)，(后面全堵死|半小时没动)',
        '起雾还开这么快，{road}{town}那里{few}辆撞一起，(玻璃碎一地|孩子吓哭了)',
      ],
      neutral: [
        '{road}往{town}方向追尾，{few}车，(未造成人员伤亡|听说没人受伤)，(建议绕行|慢点开)',
        '路况：{road}{town}段有{few}车追尾事故，正在处理，请谨慎驾驶。',
      ],
    },
  },
  {
    name: 'rural-praise',
    topics: ['rural'],
    sites: { weibo: 3, wechat: 3, forum: 1, video: 2 },
    own: ['town', 'village', 'km'],
    size: [8, 18],
    hours: 34,
    titles: ['{town}的四好农村路上了全国媒体', '点赞{town}农村路'],
    phrases: {
      positive: [
        '我们{town}的四好农村路(上全国媒体|被外面报道)了！(骄傲|牛)👏 {village}的橘子再也不愁运不出去',
        '(转发|分享)：云州{town}把路修到{village}家门口，(日子越过越好|真给家乡争光)',
        '四好农村路修到{village}，{km}公里路带火了{town}的农家乐，(支持|为交通人点赞)',
        '看了那篇写{town}的报道，想起(以前|小时候)去{village}要走半天泥巴路，现在(班车通到村口|十分钟就到)，真好',
      ],
      neutral: ['{town}那条四好农村路周末(去骑行|自驾)方便吗，{village}有吃饭的地方吗'],
    },
    acclaim: {
      title: '云州：{km}公里四好农村路 铺就{village}好日子',
      text: '清晨，满载蔬果的货车沿着平整的村道驶出{village}。“过去下雨一脚泥，如今公交开到家门口。”村民们说。\n近年来，云州市把四好农村路建设作为民生实事，{town}等地新改建农村公路，建养并重，通村客车实现全覆盖。\n一条条农村路串起果园、集市和学校，群众出行难变成了出行畅。当地的做法值得借鉴。',
    },
  },
  {
    name: 'works-pay',
    topics: ['project'],
    sites: { forum: 2, video: 2, weibo: 2, hotline: 2 },
    own: ['street', 'count'],
    size: [5, 12],
    hours: 30,
    titles: ['{street}工地拖欠工钱', '{street}改造项目工资什么时候发'],
    phrases: {
      negative: [
        '{street}改造工程(拖欠|欠着){count}个农民工的工钱，(快过年了|家里等米下锅)，(包工头电话不接|一推再推)',
        '来电人反映{street}改造项目拖欠农民工工资，涉及{count}人，要求协调支付。',
        '{street}那个项目部门口{count}来个工友在等，说(三个月|半年)没发钱了',
      ],
      neutral: ['{street}项目欠薪该找(劳动|哪个部门)？(有过来人吗|)'],
    },
  },
]
