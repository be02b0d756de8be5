import { openElasticIdentity } from '@guanlan/distributed'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { identityContract } from './identity.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

const COLLECTIONS = ['identities', 'contents', 'documents']

identityContract('in Elasticsearch', () => elasticPlace(server.url(), COLLECTIONS, openElasticIdentity))
