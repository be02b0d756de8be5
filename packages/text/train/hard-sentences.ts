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
    why: '两次转折',
    sentiment: 'positive',
    acts: ['praise'],
    cues: [],
  },
  {
    text: '谢谢你们的不作为，让我又白等一个小时',
    why: '以感谢为指责',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [['不作为', 'affirmed']],
  },
  {
    text: '我市未发生罢运，出租汽车营运秩序正常',
    why: '并未发生的风险',
    sentiment: 'neutral',
    acts: ['denial'],
    cues: [['罢运', 'negated']],
  },
  {
    text: '网传号召司机停运系谣言，请勿传播',
    why: '只是转述并已否认的号召',
    sentiment: 'neutral',
    acts: ['denial'],
    cues: [['停运', 'negated']],
  },
  {
    text: '师傅们，26号大家一起停运，不降份子钱不出车',
    why: '带诉求的行动号召',
    sentiment: 'negative',
    acts: ['call', 'complaint'],
    cues: [
      ['停运', 'affirmed'],
      ['份子钱', 'affirmed'],
    ],
  },
  {
    text: '听说26号出租车要停运，是真的吗？',
    why: '询问真假的传闻',
    sentiment: 'neutral',
    acts: ['rumour', 'question'],
    cues: [['停运', 'hypothetical']],
  },
  {
    text: '难道非要等到有人死亡才来装红绿灯吗？',
    why: '反问，且死亡并未发生',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [['死亡', 'hypothetical']],
  },
  {
    text: '去年这里塌过一次，今年终于修好了，点赞',
    why: '过去的问题，现在的表扬',
    sentiment: 'positive',
    acts: ['praise'],
    cues: [],
  },
  {
    text: '投诉当天就解决了，效率真高，非常感谢',
    why: '以表扬结束的投诉',
    sentiment: 'positive',
    acts: ['praise'],
    cues: [['投诉', 'affirmed']],
  },
  {
    text: '司机态度挺好，就是车里太脏了',
    why: '一句之中有褒有贬',
    sentiment: 'negative',
    acts: ['praise', 'complaint'],
    cues: [],
  },
  {
    text: '建议市民错峰出行，避免乘坐黑车',
    why: '机关的提示不是给机关的建议',
    sentiment: 'neutral',
    acts: [],
    cues: [],
  },
  {
    text: '如果遇到出租车拒载，应该向哪里投诉？',
    why: '只是假设的拒载',
    sentiment: 'neutral',
    acts: ['question'],
    cues: [
      ['拒载', 'hypothetical'],
      ['投诉', 'hypothetical'],
    ],
  },
  {
    text: '一条八百米的路修了三年，真是神速',
    why: '没有贬义词的反话',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [],
  },
  {
    text: '因大雪部分客运班线停运，恢复时间另行通知',
    why: '因雪停运不是罢运',
    sentiment: 'neutral',
    acts: [],
    cues: [],
  },
  {
    text: '明天全城司机罢🚫运，看到的都转一下',
    why: '号召中的变形写法',
    sentiment: 'negative',
    acts: ['call'],
    cues: [['罢🚫运', 'affirmed']],
  },
  {
    text: '有网友称被执法人员殴打，市局回应称视频为旧闻',
    why: '他人的说法及其回应',
    sentiment: 'neutral',
    acts: ['quotation', 'denial'],
    cues: [['殴打', 'negated']],
  },
  {
    text: '不是第一次甩站了，每次都说整改',
    why: '什么也没有否定的否定词',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [['甩站', 'affirmed']],
  },
  {
    text: '市局开展专项行动，严厉打击拒载、绕路等行为',
    why: '泛指的违规行为',
    sentiment: 'neutral',
    acts: [],
    cues: [
      ['拒载', 'hypothetical'],
      ['绕路', 'hypothetical'],
    ],
  },
  {
    text: '答复与事实不符，根本没有人联系过我',
    why: '不是否认，是指责答复',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [],
  },
  {
    text: '孩子每天要从没有斑马线的国道上跑过去',
    why: '没有情感词的诉求',
    sentiment: 'negative',
    acts: ['complaint'],
    cues: [],
  },
]
