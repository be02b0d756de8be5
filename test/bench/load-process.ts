/**
 * A process that reads what its argument names and says what that took, as JSON: `segmenter` nodejieba and the dictionaries we
 * give it, by the bare library; `analyser` everything that understanding a text needs, our code included. Both cut one text, so that nothing is left to be lazy.
 */
import { fileURLToPath } from 'node:url'
import { type Mention, NO_INTERACTIONS } from '@guanlan/domain'

const TEXT = '云州市3路公交改线，市民投诉等车一小时'

const load: Record<string, () => Promise<void>> = {
  segmenter: async () => {
    const { default: nodejieba } = await import('nodejieba')
    const file = (name: string) => fileURLToPath(new URL(`../dictionary/${name}`, import.meta.resolve('@guanlan/text')))
    const [userDict, idfDict, stopWordDict] = ['transport.dict.txt', 'unused.idf.txt', 'unused.stop.txt'].map(file)
    nodejieba.load({ userDict: userDict!, idfDict: idfDict!, stopWordDict: stopWordDict! })
    nodejieba.cut(TEXT, true)
  },
  analyser: async () => {
    const { createAnalyser } = await import('@guanlan/text')
    const mention: Mention = {
      ...{
        id: 'load',
        contentVersion: 1,
        contentHash: '',
        sourceId: 'bench',
        channel: 'weibo',
        url: null,
        title: '',
        text: TEXT,
      },
      ...{
        author: null,
        authorIsOrganisation: false,
        publishedAt: null,
        publishedDoubt: 'missing',
        seenAt: 0,
        mediaRank: 'none',
      },
      ...{ region: null, interactions: NO_INTERACTIONS, evidence: null },
    }
    createAnalyser({ gazetteer: [] }).analyse(mention)
  },
}

const before = process.cpuUsage()
await load[process.argv[2]!]!()
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ ms: (user + system) / 1000, bytes: process.memoryUsage().rss }))
