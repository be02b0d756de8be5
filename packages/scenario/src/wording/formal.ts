import type { Topic } from '@guanlan/domain'
import type { Wording } from './wording.ts'

/** A story of one headline and one body, so that the two always fit. */
function story(
  name: string,
  weight: number,
  topics: readonly Topic[],
  site: 'portal' | 'press' | 'weekly',
  title: string,
  neutral: string,
): Wording {
  const sites = site === 'press' ? { daily: 4, observer: 2 } : { [site]: 1 }
  return { name, weight, topics, sites, titles: [title], phrases: { neutral: [neutral] } }
}

/** Everyday notices and reports: what the portal and the papers print on a quiet day. */
export const FORMAL: readonly Wording[] = [
  story(
    'gov-check',
    3,
    [],
    'portal',
    '{district}开展(道路运输|客运站场)安全检查',
    '连日来，市交通运输局会同{district}有关单位，对辖区客运站场、公交场站和重点货运企业开展检查。\n检查组一行先后来到{station}和{street}公交首末站，查阅台账{count}份，现场指出问题{few}处，要求立行立改。\n下一步，将持续盯住重点时段、重点车辆，把隐患消除在萌芽状态。',
  ),
  story(
    'gov-works',
    3,
    [],
    'portal',
    '{road}路面养护工程(顺利推进|接近尾声)',
    '{road} {stake}段路面养护工程已完成铣刨和摊铺，预计本周内恢复双向通行。\n施工期间，养护单位安排专人疏导，夜间增设警示灯{count}盏，未发生交通中断。\n过往车辆请按现场标志减速慢行。',
  ),
  story(
    'gov-meeting',
    2,
    [],
    'portal',
    '市交通运输局(召开|组织)(安全生产|行风建设)工作例会',
    '市交通运输局(今天|昨天|{clock})召开工作例会，通报上(月|周)热线办理和公开情况，研究(下一阶段|近期)重点任务。\n会议(指出|强调)，群众来电反映较多的(公交班次、驾培退费|{road}坑槽、{toll}缓行|{line}班次、{station}候车)等{count}个事项，要逐件核查、按时回复。\n(各科室|局机关各科室、{district}有关单位)负责人参加会议。',
  ),
  story(
    'notice-closure',
    2,
    ['maint'],
    'portal',
    '关于{street}部分路段临时(封闭|半幅)施工的通告',
    '因管线改造施工需要，{street}（{stop}至{stop2}段）将临时半幅封闭，请过往车辆提前绕行。\n施工期间{line}在{stop}临时不停靠，乘客可至相邻站点候车。\n施工单位须按方案设置围挡和夜间警示，如遇恶劣天气顺延。\n特此通告。',
  ),
  story(
    'notice-line',
    2,
    ['bus'],
    'portal',
    '关于{line}临时调整走向的公告',
    '为方便沿线群众出行，经研究，自即日起{line}临时调整走向，原{stop}站点暂停使用。\n具体班次以站牌公示为准，咨询电话12328。\n特此公告。',
  ),
  story(
    'notice-permit',
    1,
    ['permit'],
    'portal',
    '关于公布{district}客运许可事项办理时限的通知',
    '现将客运许可事项办理时限公布如下：新增班线许可{minutes}个工作日，车辆更新当场办结。\n申请材料可在{district}窗口或网上提交，逾期未答复可向本局反映。\n特此通知。',
  ),
  story(
    'news-station',
    4,
    ['coach'],
    'press',
    '记者走访：{station}客流(平稳|渐增) 出行请留足时间',
    '本报讯　记者从{station}了解到，近日客流总体平稳，日均发送旅客较上周略有增长。\n站方提醒，周末下午返程集中，旅客宜提前{minutes}分钟到站，并携带有效证件。\n据介绍，站内已增开安检通道{few}条。',
  ),
  story(
    'news-rain',
    3,
    [],
    'press',
    '云州(降温|入冬)后迎来降雨 {bridge}车流缓慢',
    '受冷空气影响，今晨全市出现小到中雨，{bridge}、{street}一带车流缓慢，累计雨量{count}毫米。\n截至记者发稿，各条公交线路运行正常，未发生人员伤亡事故。\n气象部门预计，雨势将在午后减弱。',
  ),
  story(
    'news-market',
    3,
    [],
    'press',
    '{street}早市搬新家 摊主顾客都说(好|方便)',
    '昨天，{street}早市整体搬进新建的棚顶市场，{count}个摊位当天开张。\n“下雨不用再支伞了。”摊主{name}说。社区在出口增设了临时停车位，{line}也在附近设站。\n管理方表示，摊位费半年内不调整。',
  ),
  {
    ...story('news-school', 3, ['bus'], 'press', '{school}学生走进公交场站(体验一日站长|上实践课)', ''),
    phrases: {
      positive: [
        '{school}的{count}名学生昨天走进公交场站，跟着{line}的驾驶员学安全知识、当一日站长。\n“原来师傅们天不亮就要检车。”一名学生说。\n学校表示，今后每学期都会安排这样的实践课。',
      ],
    },
  },
  story(
    'national-season',
    1,
    ['safety'],
    'weekly',
    '各地(加强|做好)换季道路运输安全工作',
    '换季时节，{elsewhere}、{elsewhere2}等地交通运输部门对长下坡、临水临崖路段开展排查，备足应急物资。\n记者在{elsewhere}采访时看到，{count}个站点把物资清单贴在墙上，做到用时拿得出。\n专家提醒，驾驶人遇雾团应提前减速。',
  ),
  story(
    'national-worker',
    1,
    ['maint'],
    'weekly',
    '一线见闻：养路工的一天',
    '天刚亮，{elsewhere}山区道班的{few}名养路工已经带着铁锹和锥桶出发。\n一天里，他们要清边沟、补坑槽、扶正被风刮倒的标志牌，午饭就在路边解决。\n这样的日子，道班长{name}过了{minutes}年。“路好走，车就多，我们心里也高兴。”一名养路工说。',
  ),
]
