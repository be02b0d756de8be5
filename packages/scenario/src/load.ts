import { type EpochMs, type Raw, SECOND_MS } from '@guanlan/domain'
import { chance } from './chance.ts'
import { divided, geography, slots } from './geography.ts'
import { type Draft, SITE_FACTS, type Site } from './item.ts'
import { interactions } from './people.ts'
import { tell } from './telling.ts'
import { CHATTER } from './wording/chatter.ts'
import { STRANDS } from './wording/storm-strands.ts'

const LOAD_SITES: readonly Site[] = ['weibo', 'forum', 'video', 'wechat', 'board', 'hotline']

/** A text shorter than this goes on for another phrase. */
const SHORT = 42

/** How many items one second of the load holds; only their stated times depend on it. */
const PER_SECOND = 1000

/** Talk for load: everyday voices and one storm thread in six, without the city's clockwork. */
function* voices(seed: number): Generator<Pick<Draft, 'title' | 'text' | 'site'>> {
  const { talk } = divided(geography(seed))
  const draw = chance(seed, 'load')
  const fixed = { stopDay: '25号', stopDate: '11月25日', oldYear: '2019' }
  for (;;) {
    const wording = draw.yes(1 / 6) ? draw.pick(STRANDS) : draw.pick(CHATTER)
    const site = draw.pick(LOAD_SITES)
    const words = slots(talk, draw, fixed)
    const { title, text } = tell(wording.phrases, [], site, words, draw)
    // One phrase is about thirty characters; a second one by the same voice makes the fifty that benches speak of.
    const more = text.length < SHORT ? tell(wording.phrases, [], site, words, draw).text : ''
    yield { title, text: more === text ? text : text + more, site }
  }
}

/** `count` raw items of about fifty characters, stated from `startAt` on at a thousand a second; the same for the same seed. */
export function* generateRaws(seed: number, count: number, startAt: EpochMs): Generator<Raw> {
  const draw = chance(seed, 'load-figures')
  let n = 0
  for (const { title, text, site } of voices(seed)) {
    if (n >= count) return
    const publishedAt = startAt + Math.floor(n / PER_SECOND) * SECOND_MS
    yield {
      sourceId: `load-${site}`,
      channel: SITE_FACTS[site].channel,
      externalId: `load-${seed}-${n}`,
      url: site === 'hotline' ? null : `https://load.yunzhou.example/${site}/${seed}/${n}`,
      title,
      text,
      author: null,
      authorIsOrganisation: false,
      publishedAt,
      fetchedAt: publishedAt,
      mediaRank: 'none',
      region: null,
      interactions: interactions(site, draw),
      evidence: null,
    }
    n++
  }
}

/** `count` texts of about fifty characters; the same for the same seed. */
export function generateTexts(seed: number, count: number): string[] {
  const out: string[] = []
  for (const { text } of voices(seed)) {
    if (out.length >= count) break
    out.push(text)
  }
  return out
}
