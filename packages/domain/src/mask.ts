import { type Channel, isNameless } from './channel.ts'
import type { HotlineOrder } from './hotline-order.ts'
import { accountCovers } from './mask-accounts.ts'
import { addressCovers } from './mask-addresses.ts'
import { nameCovers } from './mask-names.ts'
import { numberCovers } from './mask-numbers.ts'
import { NO_PLATES, type OperatingPlates, plateCovers } from './mask-plates.ts'
import { type Cover, covered, type Sight, sightOf, spelledOut } from './mask-sight.ts'
import type { Answer, Attachment, Raw } from './mention.ts'

/** Text with private details covered, and how many were. */
export type Masked = Readonly<{ text: string; count: number }>

/**
 * How a text is masked. `order`: it is a hotline order or its like, whose callers and doors are covered too. `published`: an agency or firm
 * says it of itself, so a land line beside its name and a cue of duty (监督电话, 值班电话) stays: it is there to be called.
 */
export type Masking = Readonly<{ plates: OperatingPlates; order: boolean; published: boolean }>

/** A text of a person, no operating vehicle known. */
const STRICT: Masking = { plates: NO_PLATES, order: false, published: false }
/** A masked stretch never reads on as another number more often than this. */
const MOST_ROUNDS = 6

/**
 * Covers what domain rules §10 call personal: phones, citizen IDs, bank cards, papers, private plates, e-mail, WeChat and QQ accounts, names
 * behind a cue; however their digits are written. Idempotent; lengths in UTF-16 units are kept, so that offsets elsewhere stay true.
 */
export function masked(text: string, masking: Masking): Masked {
  let now: Masked = { text, count: 0 }
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = once(now.text, masking)
    if (next.count === 0) break
    now = { text: next.text, count: now.count + next.count }
  }
  return now
}

/** Masks a text of anybody: as `masked`. */
export function maskPersonal(text: string, plates: OperatingPlates = NO_PLATES): Masked {
  return masked(text, { ...STRICT, plates })
}

/** Masks a hotline order, whose callers never leave the intake (domain rules §4): their doors are covered too. */
export function maskCaller(text: string, plates: OperatingPlates = NO_PLATES): Masked {
  return masked(text, { ...STRICT, plates, order: true })
}

function once(text: string, masking: Masking): Masked {
  const sight = sightOf(text)
  const spelled = spelledOut(sight)
  return covered(text, sight, [
    ...coversIn(sight, masking),
    ...(spelled === null ? [] : numberCovers(spelled.text, masking).filter(cover => isSpelled(cover, sight, spelled))),
  ])
}

function coversIn({ text }: Sight, masking: Masking): readonly Cover[] {
  return [
    ...numberCovers(text, masking),
    ...plateCovers(text, masking.plates),
    ...accountCovers(text),
    ...nameCovers(text, masking.order),
    ...(masking.order ? addressCovers(text) : []),
  ]
}

/** Only what Chinese numerals made readable is new in a sight that spells them out. */
function isSpelled({ from, to }: Cover, sight: Sight, spelled: Sight): boolean {
  return sight.text.slice(from, to) !== spelled.text.slice(from, to)
}

type Worded = Pick<Raw, 'title' | 'text' | 'author' | 'authorIsOrganisation' | 'region' | 'channel'> &
  Readonly<{ attachments?: readonly Attachment[]; answer?: Answer; order?: HotlineOrder }>

/**
 * An item with every wording in it masked the way its channel and author ask for; nameless channels lose their author. What any door or
 * page brings passes here before it is streamed. `count` is how many details were covered. Idempotent.
 */
export function maskedItem<Item extends Worded>(
  item: Item,
  plates: OperatingPlates,
): Readonly<{ item: Item; count: number }> {
  const masking = {
    plates,
    order: isNameless(item.channel),
    published: isPublished(item.channel, item.authorIsOrganisation),
  }
  let count = 0
  const cover = (text: string): string => {
    const found = masked(text, masking)
    count += found.count
    return found.text
  }
  const { attachments, answer, order } = item
  const author = masking.order || item.author === null ? null : cover(item.author)
  const covers = {
    title: cover(item.title),
    text: cover(item.text),
    author,
    authorIsOrganisation: item.authorIsOrganisation && author !== null,
    region: item.region === null ? null : cover(item.region),
    ...(attachments === undefined
      ? {}
      : { attachments: attachments.map(one => ({ ...one, title: cover(one.title) })) }),
    ...(answer === undefined ? {} : { answer: coveredAnswer(answer, cover) }),
    ...(order === undefined ? {} : { order: coveredOrder(order, cover) }),
  }
  return { item: { ...item, ...covers }, count }
}

function coveredAnswer({ text, at, by }: Answer, cover: (text: string) => string): Answer {
  return { text: cover(text), at, by: by === null ? null : cover(by) }
}

function coveredOrder(order: HotlineOrder, cover: (text: string) => string): HotlineOrder {
  const { via, unit } = order
  return { ...order, via: via === null ? null : cover(via), unit: unit === null ? null : cover(unit) }
}

/** Whether an item is an agency's or a firm's own. */
function isPublished(channel: Channel, authorIsOrganisation: boolean): boolean {
  return channel === 'gov' || (authorIsOrganisation && !isNameless(channel))
}
