import { openElasticFrontier } from '@guanlan/distributed'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { frontierContract } from './frontier.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

const COLLECTIONS = ['visits', 'host-notes', 'source-health', 'documents']

frontierContract('in Elasticsearch', () => elasticPlace(server.url(), COLLECTIONS, openElasticFrontier))
