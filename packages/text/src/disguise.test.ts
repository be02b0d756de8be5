import { beforeAll, describe, expect, test } from 'vitest'
import { disguisesOf, undisguise } from './disguise.ts'
import { HIDDEN_WORDS, isGuarded } from './disguise-words.ts'
import { prepare } from './document.ts'
import { readingsOf } from './pinyin.ts'
import { loadSegmenter, type Segmenter } from './segment.ts'

let segmenter: Segmenter
beforeAll(() => {
  segmenter = loadSegmenter()
})

const read = (text: string, title = '') => {
  const document = prepare(segmenter, title, text)
  return disguisesOf(document, undisguise(document))
}

/** Sentence, kind, what stands there, what is meant. */
const DISGUISED: readonly (readonly [string, string, string, string])[] = [
  ['26号全市的哥一起罢 运', 'split', '罢 运', '罢运'],
  ['26号全市的哥一起罷 運', 'split', '罷 運', '罢运'],
  ['明天大家都罢🚫运', 'split', '罢🚫运', '罢运'],
  ['群里喊罢*运了', 'split', '罢*运', '罢运'],
  ['要罢 运了，都别出车', 'split', '罢 运', '罢运'],
  ['出租车罢.运三天', 'split', '罢.运', '罢运'],
  ['出租车罢-运三天', 'split', '罢-运', '罢运'],
  ['司机罢__运三天', 'split', '罢__运', '罢运'],
  ['司机罢/运三天', 'split', '罢/运', '罢运'],
  ['司机罢|运三天', 'split', '罢|运', '罢运'],
  ['司机罢·运三天', 'split', '罢·运', '罢运'],
  ['司机罢…运三天', 'split', '罢…运', '罢运'],
  ['司机罢[怒]运三天', 'split', '罢[怒]运', '罢运'],
  ['司机罢😡😡运三天', 'split', '罢😡😡运', '罢运'],
  ['司机罢★运三天', 'split', '罢★运', '罢运'],
  ['司机罢→运三天', 'split', '罢→运', '罢运'],
  ['网约车司机准备罢 工', 'split', '罢 工', '罢工'],
  ['网约车司机准备罢  工', 'split', '罢  工', '罢工'],
  ['大家 集 体 罢 运 吧', 'split', '集 体 罢 运', '集体罢运'],
  ['周一集体🚕上🚕访', 'split', '集体🚕上🚕访', '集体上访'],
  ['明天去市政府上 访', 'split', '上 访', '上访'],
  ['明天去市政府上#访', 'split', '上#访', '上访'],
  ['门口拉~横~幅', 'split', '拉~横~幅', '拉横幅'],
  ['约好一起静 坐', 'split', '静 坐', '静坐'],
  ['约好一起游*行', 'split', '游*行', '游行'],
  ['准备堵 路抗议', 'split', '堵 路', '堵路'],
  ['准备围^堵大门', 'split', '围^堵', '围堵'],
  ['队长索+贿两千', 'split', '索+贿', '索贿'],
  ['队长受💰贿两千', 'split', '受💰贿', '受贿'],
  ['有人当保 护 伞', 'split', '保 护 伞', '保护伞'],
  ['查车的暴🔥力执法', 'split', '暴🔥力执法', '暴力执法'],
  ['周五维=权', 'split', '维=权', '维权'],
  ['出租车停🚫运三天', 'split', '停🚫运', '停运'],
  ['我要投*诉你们', 'split', '投*诉', '投诉'],
  ['我要举*报你们', 'split', '举*报', '举报'],
  ['公司欠*薪半年', 'split', '欠*薪', '欠薪'],
  ['26号b运', 'pinyin', 'b运', '罢运'],
  ['26号B运，速转', 'pinyin', 'B运', '罢运'],
  ['26号Ｂ运，速转', 'pinyin', 'Ｂ运', '罢运'],
  ['司机们ba运了', 'pinyin', 'ba运', '罢运'],
  ['司机们bà工了', 'pinyin', 'bà工', '罢工'],
  ['司机们ba\u0300工了', 'pinyin', 'ba\u0300工', '罢工'],
  ['司机们bā工了', 'pinyin', 'bā工', '罢工'],
  ['司机罢yun了', 'pinyin', '罢yun', '罢运'],
  ['司机罢gong了', 'pinyin', '罢gong', '罢工'],
  ['司机罢y了', 'pinyin', '罢y', '罢运'],
  ['集体ba运', 'pinyin', '集体ba运', '集体罢运'],
  ['去省里上fang', 'pinyin', '上fang', '上访'],
  ['去省里shang访', 'pinyin', 'shang访', '上访'],
  ['去省里s访吧', 'pinyin', 's访', '上访'],
  ['出租车ting运三天', 'pinyin', 'ting运', '停运'],
  ['出租车停yun三天', 'pinyin', '停yun', '停运'],
  ['周末一起wei权', 'pinyin', 'wei权', '维权'],
  ['周末一起维quan', 'pinyin', '维quan', '维权'],
  ['门口jing坐', 'pinyin', 'jing坐', '静坐'],
  ['门口拉heng幅', 'pinyin', '拉heng幅', '拉横幅'],
  ['大伙准备du路', 'pinyin', 'du路', '堵路'],
  ['执法队suo贿', 'pinyin', 'suo贿', '索贿'],
  ['执法队shou贿', 'pinyin', 'shou贿', '受贿'],
  ['领导tan污', 'pinyin', 'tan污', '贪污'],
  ['领导fu败', 'pinyin', 'fu败', '腐败'],
  ['我要tou诉', 'pinyin', 'tou诉', '投诉'],
  ['我要举bao', 'pinyin', '举bao', '举报'],
  ['大家bayun吧', 'pinyin', 'bayun', '罢运'],
  ['明天shangfang', 'pinyin', 'shangfang', '上访'],
  ['司机罢\u200b运', 'invisible', '罢\u200b运', '罢运'],
  ['司机罢\u2060\u200d运', 'invisible', '罢\u2060\u200d运', '罢运'],
  ['去上\ufeff访', 'invisible', '上\ufeff访', '上访'],
  ['司机罢\u202e运', 'invisible', '罢\u202e运', '罢运'],
  ['司机罢\u00ad工', 'invisible', '罢\u00ad工', '罢工'],
  ['司机罢⼯三天', 'homoglyph', '罢⼯', '罢工'],
  ['高速ЕТС又多扣', 'homoglyph', 'ЕТС', 'etc'],
  ['高速ETС又多扣', 'homoglyph', 'ETС', 'etc'],
  ['坐ВUS去', 'homoglyph', 'ВUS', 'bus'],
  ['打l2328没人接', 'homoglyph', 'l2328', '12328'],
  ['打1З328', 'homoglyph', '', ''], // five signs that are not the number
  ['打12З28没人接', 'homoglyph', '12З28', '12328'],
  ['26号Ьа运', 'homoglyph', 'Ьа运', '罢运'],
]
const DISGUISES = DISGUISED.filter(([, , words]) => words !== '')

/** What is ordinary: spaces, letters, emoji and signs beside and between words that mean what they say. */
const ORDINARY: readonly string[] = [
  ...[
    '看懂K 线再炒股',
    '上b站看视频',
    '住在a 区',
    '坐3 路公交',
    '上 下 班 高 峰',
    '坐巴士去机场',
    'K1 路和B2路',
    'A座B座都停电',
  ],
  ...[
    '早上 访问了云州东站',
    '公交车停 运行正常',
    '晚上 访客很多',
    'b运营商的信号',
    'ba运动鞋',
    '今天 罢了 运气不好',
    '作罢 运费照收',
  ],
  ...[
    'S路公交',
    'D路车',
    'G会场',
    'T台走秀',
    'Y行业',
    'z车间',
    'j会议室',
    'etc收费站',
    'ETC办理处',
    '用ETC多扣费了',
    'BRT快速公交',
    '拨打12328投诉',
  ],
  ...[
    '12345热线答复',
    '电话13812345678',
    '订单号A12328B',
    'vip客户',
    '手机app投诉',
    '下载APP举报',
    'b2b平台',
    'bayuni品牌',
    '加微信weixin',
  ],
  ...[
    '上🚗啦',
    '运🚚货',
    '停 车 场 收 费',
    '关 于 受 理 投 诉 的 通 知',
    '投 诉 电 话：12328',
    '打 车 难',
    '工 期 延 误',
    '上，访谈节目开始',
    '罢，运货去',
  ],
  ...[
    '罢。运费另算',
    '停\n运动场开门',
    '到站后停·运输公司说',
    '会游 行李要带好',
    '聚 众人拾柴',
    '他上  访谈节目',
    '维 权力清单',
    '示 威海路口',
  ],
  ...[
    '示*威海路',
    '堵 路口',
    '游/行程安排',
    '起 火车站见',
    'Panda人',
    '我ma人呢',
    '粉丝fan车',
    'da人群',
    'gongyuan门口',
    'shangban路上',
    '今天tai高兴了',
  ],
  ...[
    'α粒子',
    'μm级精度',
    'β版app',
    'π的值',
    'Россия的路',
    'Δt很小',
    'Москва地铁',
    '温度℃高',
    '全长20㎞',
    '①公交②地铁',
    '好好好好好',
    '哈哈哈哈哈哈',
    '！！！！！',
  ],
  ...[
    '请问 3路 公交 几点 发车',
    '云州 东站 出站口',
    '司机 师傅 很 热情',
    '公 交 车 晚 点',
    'The bus was late again',
    'I want to complain',
    '🚌🚌🚌准点',
    '罢了罢了',
    '工人师傅辛苦',
  ],
  ...[
    '出租车🚕司机👍',
    '高峰期 堵车 严重',
    '我不满意',
    '没有罢运',
    '罢运',
    '集体上访',
    '投诉',
    '今日\u200b天气',
    '路\u200b灯',
    'y运行',
    'B市的老百姓',
    '从A市到B市',
    '暗箱 操作',
    '钓鱼 执法',
    'http://t.cn/bayunx',
    'weibo上看到',
    '上f站',
    '停y',
    '围d',
    '受s',
  ],
]

describe('words that are hidden are found', () => {
  test.each(DISGUISES)('%j: %s', (text, kind, words, meant) => {
    expect(read(text)).toEqual([
      {
        kind,
        words,
        meant,
        span: { field: 'text', from: text.indexOf(words), to: text.indexOf(words) + words.length },
      },
    ])
    expect(read('正文', text)[0]).toMatchObject({ kind, words, span: { field: 'title', from: text.indexOf(words) } })
  })

  test('there are at least sixty of them', () => {
    expect(DISGUISES.length).toBeGreaterThanOrEqual(60)
  })

  test('several in one text, in its order', () => {
    expect(read('罢 运、上fang、ba工，都来').map(({ meant }) => meant)).toEqual(['罢运', '上访', '罢工'])
  })
})

describe('ordinary text is never flagged', () => {
  test.each(ORDINARY)('%j', text => {
    expect(read(text)).toEqual([])
  })
})

test('every character of a guarded word has a reading', () => {
  const characters = new Set(HIDDEN_WORDS.filter(isGuarded).join(''))
  expect([...characters].filter(character => readingsOf(character).length === 0)).toEqual([])
})

test('a text of nothing but disguises ends in time', () => {
  expect(read('罢 运'.repeat(6_000))).toHaveLength(40)
  expect(read('停 运行'.repeat(5_000))).toEqual([])
})
