import { openElasticMentionIndex } from '@guanlan/distributed'
import { afterAll, beforeAll } from 'vitest'
import { elasticRoom, testServer } from './elastic-place.ts'
import { mentionIndexContract } from './mention-index.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

mentionIndexContract('the index in Elasticsearch', async () => {
  const { elastic, remove } = await elasticRoom(server.url(), ['mentions'])
  return { index: openElasticMentionIndex(elastic), done: remove }
})
