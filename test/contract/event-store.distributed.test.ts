import { openElasticEventStore } from '@guanlan/distributed'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { eventStoreContract } from './event-store.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

const COLLECTIONS = ['events', 'assignments', 'event-log', 'event-states', 'documents']

eventStoreContract('in Elasticsearch', () => elasticPlace(server.url(), COLLECTIONS, openElasticEventStore))
