import type { ActKind, Cue, Sentiment } from '@guanlan/domain'

/** What a duty officer would make of a sentence that misleads a reader of single words. */
type HardSentence = Readonly<{
  text: string
  why: string
  sentiment: Sentiment
  acts: readonly ActKind[]
  cues: readonly (readonly [words: string, stance: Cue['stance']])[]
}>

/** Twenty sentences of our own on which single words mislead, with what a duty officer would expect. What comes out otherwise is printed. */
export const HARD_SENTENCES: readonly HardSentence[] = [
  {
    text: '没有不满意的地方，司机师傅很耐心',
    why: 'turned round twice',
    sentiment: 'positive',
    acts: ['praise'],
    cues: [],
  },
  {
    text: '谢谢你们的不作为，让我又白等一个小时',
    why: 'thanks that accuse',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [['不作为', 'affirmed']],
  },
  {
    text: '我市未发生罢运，出租汽车营运秩序正常',
    why: 'a risk that did not happen',
    sentiment: 'neutral',
    acts: ['denial'],
    cues: [['罢运', 'negated']],
  },
  {
    text: '网传号召司机停运系谣言，请勿传播',
    why: 'a call that is only told of, and denied',
    sentiment: 'neutral',
    acts: ['denial'],
    cues: [['停运', 'negated']],
  },
  {
    text: '师傅们，26号大家一起停运，不降份子钱不出车',
    why: 'a call to act, with its grievance',
    sentiment: 'negative',
    acts: ['call', 'complaint'],
    cues: [
      ['停运', 'affirmed'],
      ['份子钱', 'affirmed'],
    ],
  },
  {
    text: '听说26号出租车要停运，是真的吗？',
    why: 'hearsay that asks',
    sentiment: 'neutral',
    acts: ['rumour', 'question'],
    cues: [['停运', 'hypothetical']],
  },
  {
    text: '难道非要等到有人死亡才来装红绿灯吗？',
    why: 'a question that asks nothing, a death that was not',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [['死亡', 'hypothetical']],
  },
  {
    text: '去年这里塌过一次，今年终于修好了，点赞',
    why: 'past harm, present praise',
    sentiment: 'positive',
    acts: ['praise'],
    cues: [],
  },
  {
    text: '投诉当天就解决了，效率真高，非常感谢',
    why: 'a complaint that ended in praise',
    sentiment: 'positive',
    acts: ['praise'],
    cues: [['投诉', 'affirmed']],
  },
  {
    text: '司机态度挺好，就是车里太脏了',
    why: 'praise and complaint in one sentence',
    sentiment: 'negative',
    acts: ['praise', 'complaint'],
    cues: [],
  },
  {
    text: '建议市民错峰出行，避免乘坐黑车',
    why: 'advice by an office is no suggestion to it',
    sentiment: 'neutral',
    acts: [],
    cues: [],
  },
  {
    text: '如果遇到出租车拒载，应该向哪里投诉？',
    why: 'a refusal only imagined',
    sentiment: 'neutral',
    acts: ['question'],
    cues: [
      ['拒载', 'hypothetical'],
      ['投诉', 'hypothetical'],
    ],
  },
  {
    text: '一条八百米的路修了三年，真是神速',
    why: 'irony without a bad word',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [],
  },
  {
    text: '因大雪部分客运班线停运，恢复时间另行通知',
    why: 'a line that stops for snow is no strike',
    sentiment: 'neutral',
    acts: [],
    cues: [],
  },
  {
    text: '明天全城司机罢🚫运，看到的都转一下',
    why: 'a disguised word in a call',
    sentiment: 'negative',
    acts: ['call'],
    cues: [['罢🚫运', 'affirmed']],
  },
  {
    text: '有网友称被执法人员殴打，市局回应称视频为旧闻',
    why: 'a claim told by others and answered',
    sentiment: 'neutral',
    acts: ['quotation', 'denial'],
    cues: [['殴打', 'negated']],
  },
  {
    text: '不是第一次甩站了，每次都说整改',
    why: 'a negator that negates nothing',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [['甩站', 'affirmed']],
  },
  {
    text: '市局开展专项行动，严厉打击拒载、绕路等行为',
    why: 'offences named in general',
    sentiment: 'neutral',
    acts: [],
    cues: [
      ['拒载', 'hypothetical'],
      ['绕路', 'hypothetical'],
    ],
  },
  {
    text: '答复与事实不符，根本没有人联系过我',
    why: 'not a denial: the answer is accused',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [],
  },
  {
    text: '孩子每天要从没有斑马线的国道上跑过去',
    why: 'a plea without a word of feeling',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [],
  },
]
