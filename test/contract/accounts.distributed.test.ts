import { openElasticAccounts } from '@guanlan/distributed'
import { hashPassword, passwordFits } from '@guanlan/embedded'
import { afterAll, beforeAll } from 'vitest'
import { accountsContract } from './accounts.ts'
import { elasticPlace, testServer } from './elastic-place.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

const passwords = { hash: hashPassword, fits: passwordFits }

accountsContract('in Elasticsearch', () =>
  elasticPlace(server.url(), ['accounts', 'sessions'], (elastic, clock) =>
    openElasticAccounts(elastic, { clock, passwords }),
  ),
)
