import { openElasticLease } from '@guanlan/distributed'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { leaseContract } from './lease.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

leaseContract('in Elasticsearch', () => elasticPlace(server.url(), ['leases', 'documents'], openElasticLease))
