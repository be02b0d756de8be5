import { SENTIMENTS, type Sentiment } from '@guanlan/domain'
import { COMPLAINTS } from './own-complaints.ts'
import { NEGATION } from './own-negation.ts'
import { PLAIN } from './own-plain.ts'
import { PRAISE } from './own-praise.ts'
import { type Labelled, OURS } from './sets.ts'

const OWN_WEIGHT = 5
const FRAME_WEIGHT = 2

/** Sentences of our own by label. */
const SENTENCES: Readonly<Record<Sentiment, string>> = { negative: COMPLAINTS, neutral: PLAIN, positive: PRAISE }

/** How a hotline order tells what a caller said: the same words in the operator's frame keep their label. */
const ORDER_FRAMES: Readonly<Record<Sentiment, readonly ((said: string) => string)[]>> = {
  negative: [said => `来电人反映：${said}。请核实处理。`, said => `来电人投诉${said}，希望尽快解决。`],
  neutral: [said => `来电人咨询：${said}。已作解答。`],
  positive: [said => `来电人表扬：${said}。`],
}

const labelled = (id: string, text: string, sentiment: Sentiment, weight: number): Labelled => ({
  id,
  text,
  sentiment,
  weight,
  twoWay: false,
  set: OURS,
})

/** Our own sentences, in the order of the classes, each plain and in the frames of a hotline order. */
export function readOwn(): readonly Labelled[] {
  return SENTIMENTS.flatMap(sentiment => {
    const lines = SENTENCES[sentiment].trim().split('\n')
    return lines.flatMap((said, at) => {
      const id = `own-${sentiment}-${at}`
      const framed = ORDER_FRAMES[sentiment].map((frame, n) =>
        labelled(`${id}-${n}`, frame(said), sentiment, FRAME_WEIGHT),
      )
      return [labelled(id, said, sentiment, OWN_WEIGHT), ...framed]
    })
  })
}

/** Our sentences with a negation: every second one is learned from, the others only measure. */
export function readNegation(part: 'train' | 'held-back'): readonly Labelled[] {
  return SENTIMENTS.flatMap(sentiment =>
    NEGATION[sentiment]
      .trim()
      .split('\n')
      .map((said, at) => labelled(`own-negation-${sentiment}-${at}`, said, sentiment, OWN_WEIGHT))
      .filter((_, at) => (at % 2 === 0) === (part === 'train')),
  )
}
