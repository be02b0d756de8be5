import {
  type Analysed,
  CHANNELS,
  completeAnalysis,
  type Mention,
  NO_INTERACTIONS,
  SENTIMENTS,
  type Topic,
} from '@guanlan/domain'

/** Numbers in [0, 1) that are the same for the same seed (a 32-bit mixing counter). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A mention as it comes in, with nothing special about it, but for what is given. */
export function bareMention(given: Partial<Mention>): Mention {
  return {
    id: 'm1',
    contentVersion: 1,
    contentHash: 'c1',
    sourceId: 's1',
    channel: 'news',
    url: null,
    title: '',
    text: '公交',
    author: null,
    authorIsOrganisation: false,
    publishedAt: null,
    publishedDoubt: 'missing',
    seenAt: 1_780_000_000_000,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
    ...given,
  }
}

/** An analysed mention with nothing special about it, but for what is given. */
export function sampleMention(
  given: Partial<Omit<Analysed, 'analysis'>> & { analysis?: Partial<Analysed['analysis']> },
): Analysed {
  const { analysis, ...own } = given
  return {
    ...bareMention(own),
    analysis: completeAnalysis({
      run: 1,
      model: 'sample',
      sentiment: 'neutral',
      sentimentScore: 0,
      confidence: 1,
      sentimentReasons: [],
      topics: [],
      entities: [],
      cues: [],
      fingerprint: [],
      words: [],
      ...analysis,
    }),
  }
}

// Few characters, so that words meet often: plain and traditional, wide and narrow, joiners, and what hides words.
const HAN = [...'公交车站路停运罢營運車臺𠮷']
const OTHER = [...'aAbgk159１Ａ+-./＋']
const BETWEEN = [...' ，。()：'].concat('\u200b', 'e\u0301', '\u0301', '\ud800', '\u0000', '"', '*')
const WORDS = ['公交', '停运', '罢运', '车站', '营运', 'k1+5', '95路', 'G15', '1路', 'ab', '公交车', '路a', '運營']
const REGIONS = ['江北区', '江南区', '新城 东区', 'A1区']
const AUTHORS = ['云州公交', '云州市交通局', '车站a']
const TOPICS: readonly Topic[] = ['taxi', 'bus', 'safety']
const SOURCES = 900

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

function sampleText(random: () => number, longest: number): string {
  let text = ''
  for (let left = Math.floor(random() * longest); left >= 0; left--) {
    const dice = random()
    text +=
      dice < 0.62
        ? pick(random, HAN)
        : dice < 0.8
          ? pick(random, OTHER)
          : dice < 0.9
            ? pick(random, BETWEEN)
            : pick(random, WORDS)
  }
  return text
}

/** Mentions of a small world in which words, names, labels and times coincide often. Ids are in no order. */
export function sampleMentions(seed: number, size: number): Analysed[] {
  const random = chance(seed)
  return Array.from({ length: size }, (_, n) => {
    const channel = pick(random, CHANNELS)
    const place = {
      kind: pick(random, ['place', 'road', 'line', 'organisation', 'plate'] as const),
      name: pick(random, WORDS),
    }
    return sampleMention({
      id:
        Math.imul(n + 1, 0x9e3779b1)
          .toString(16)
          .replace('-', 'f') + n,
      sourceId: `源 S${Math.floor(random() * SOURCES)}`,
      channel,
      url:
        random() < 0.5
          ? null
          : `https://${pick(random, ['a', 'b1'])}.example/${Math.floor(random() * 9)}/路?x=${n % 7}`,
      title: random() < 0.3 ? '' : sampleText(random, 6),
      text: sampleText(random, 22) || '公',
      author: random() < 0.5 ? null : pick(random, AUTHORS),
      authorIsOrganisation: random() < 0.5,
      seenAt: 1_780_000_000_000 + Math.floor(random() * 400) * 60_000,
      region: random() < 0.4 ? null : pick(random, REGIONS),
      analysis: {
        sentiment: pick(random, SENTIMENTS),
        topics: TOPICS.filter(() => random() < 0.2).map(topic => ({ topic, confidence: 1, reasons: [] })),
        entities:
          random() < 0.5
            ? []
            : [place, { ...place, name: '车站' }].map(one => ({
                ...one,
                id: null,
                value: null,
                span: { field: 'text', from: 0, to: 1 } as const,
              })),
      },
    })
  })
}

function sampleTerm(random: () => number): string {
  const dice = random()
  if (dice < 0.45) return pick(random, WORDS)
  const word = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
    pick(random, random() < 0.7 ? HAN : OTHER),
  ).join('')
  if (dice < 0.75) return word.replace(/^[-－]+/, '') || '公'
  if (dice < 0.8) return `${pick(random, ['a', 'k', 'g1', '1', '路a'])}*`
  return `"${sampleText(random, 4).replaceAll('"', ' ')}"`
}

function sampleField(random: () => number): string {
  return pick(random, [
    () => `channel:${pick(random, ['微博', 'news', '热线', '论坛', 'wechat'])}`,
    () => `topic:${pick(random, ['出租汽车', 'bus', 'safety', '停车'])}`,
    () => `sentiment:${pick(random, ['负面', 'neutral', 'positive'])}`,
    () => `source:"源 S${Math.floor(random() * 40)}"`,
    () => `标题：${sampleTerm(random)}`,
    () => `text:(${sampleTerm(random)} OR ${sampleTerm(random)})`,
    () => `author:${pick(random, ['公交', '云州', 'a'])}`,
    () => `region:${pick(random, ['江北', '江', '东区', '"新城 东"', 'A1'])}`,
    () => `url:${pick(random, ['a.example', 'b1', 'example/5', '路', '"路 x 3"'])}`,
    () => `${pick(random, ['place', 'road', 'line', 'org'])}:${pick(random, WORDS)}`,
    () => `road:(公交 -车站)`,
  ])()
}

/** A query in the written language, with every operator; nearly all of them are readable. */
export function sampleQuery(random: () => number, depth = 3): string {
  const dice = random()
  const inner = () => sampleQuery(random, depth - 1)
  const near = () => `${random() < 0.5 ? 'NEAR' : 'ONEAR'}/${Math.floor(random() * 6)}`
  if (depth === 0 || dice < 0.22) return random() < 0.7 ? sampleTerm(random) : sampleField(random)
  if (dice < 0.36) return `${inner()} ${inner()}`
  if (dice < 0.48) return `(${inner()} AND ${inner()})`
  if (dice < 0.62) return `(${inner()} OR ${inner()})`
  if (dice < 0.74) return `(${inner()} NOT (${inner()}))`
  if (dice < 0.8) return `${sampleTerm(random)} -${sampleTerm(random)}`
  if (dice < 0.9) return `(${sampleTerm(random)} ${near()} ${sampleTerm(random)})`
  if (dice < 0.95)
    return `((${sampleTerm(random)} OR title:${sampleTerm(random)}) ${near()} (${sampleTerm(random)} OR ${sampleTerm(random)}))`
  return sampleField(random)
}
