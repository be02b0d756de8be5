import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EpochMs, Json, Source } from '@guanlan/domain'
import { machine } from '@guanlan/domain'
import { addAccount, cityNames, type Furnished, furnish, type House, type NewAccount, openHouse } from '@guanlan/host'
import { type Config, type Log, openLog, readConfig } from '@guanlan/runtime'
import { type City, type CityOptions, cityHosts, createCity, type ServedCity, serveCity } from '@guanlan/scenario'
import { temporaryFolder } from '../contract/place.ts'
import { anonymous, type Browser, signIn } from './browser.ts'
import { type RunningClock, runningClock } from './running-clock.ts'

/** 2026-11-24 10:00 at +08:00: when every house of a test opens. */
export const TEN = Date.parse('2026-11-24T10:00:00+08:00')
export const PASSWORD = '云州交通局的口令 2026'

/** A whole house on a folder of its own, its time running from TEN and moved on at will. */
export type FlowHouse = House &
  Readonly<{
    clock: RunningClock
    /** A browser signed in over HTTP. */
    as: (id: string) => Promise<Browser>
    anonymous: Browser
    /** Makes an account with PASSWORD. */
    addPerson: (person: Pick<NewAccount, 'id' | 'name' | 'roles'>) => Promise<void>
    /** Records a source as the desk would; for a door, its key. */
    addSource: (source: Source) => Promise<string | null>
    /** Settles once nothing waits in any stream. */
    settled: () => Promise<void>
    /** Settles once `holds` gives something other than null, looked at after every commit to the ledger. */
    recorded: <T>(holds: () => T | null) => Promise<T>
    close: () => Promise<void>
  }>

/** The configuration of a house in a test: any port, a silent log, only the given hosts of this machine. */
export function flowConfig(data: string, hosts: readonly string[] = [], change: Partial<Config> = {}): Config {
  const fixed = { data, port: 0, bureau: '云州市交通运输局', allowPrivate: hosts, logLevel: 'silent' } as const
  return { ...readConfig({}), ...fixed, hostPaceMs: 0, ...change }
}

type Options = Readonly<{
  hosts?: readonly string[]
  config?: Partial<Config>
  gazetteer?: Parameters<typeof openHouse>[0]['gazetteer']
  log?: Log // silent unless given
}>

/** Opens a house with nobody and nothing in it. The crawler is the test's to call. */
export async function openFlowHouse(options: Options = {}): Promise<FlowHouse> {
  const folder = await temporaryFolder()
  const clock = runningClock(TEN)
  const house = await openHouse({
    config: flowConfig(join(folder.path, 'data'), options.hosts, options.config),
    log: options.log ?? openLog('silent'),
    consoleFolder: null,
    demo: false,
    setupCode: null,
    gazetteer: options.gazetteer ?? [],
    fatal: cause => {
      throw cause
    },
    clock,
    crawlTickMs: null,
  })
  const { ports, records } = house
  return {
    ...house,
    clock,
    as: id => signIn(house.address, id, PASSWORD),
    anonymous: anonymous(house.address),
    addPerson: async person => {
      const wanted = { post: '职员', unit: '局办公室', demo: false, ...person }
      await addAccount({ accounts: ports.accounts, records, now: clock.now() }, wanted, PASSWORD)
    },
    addSource: source => addSource(house, source, clock.now()),
    settled: () => settled(house),
    recorded: holds => recorded(house, holds),
    close: async () => {
      await house.stop()
      await rm(folder.path, { recursive: true, force: true })
    },
  }
}

async function addSource({ ports, records }: House, source: Source, now: EpochMs): Promise<string | null> {
  const body = { source: source as unknown as Json }
  const of = { kind: 'source', id: source.id } as const
  const move = { ...of, type: 'added', by: machine('test'), at: now, reason: null, body }
  await records.commit({ commitId: `add ${source.id}`, expect: [{ ...of, version: 0 }], moves: [move] })
  return source.kind === 'door' ? ports.secrets.issueDoorKey(source.id) : null
}

const LOOKS_APART = 20 // turns of the event loop between two looks at the lags: a look reads the file

/** A group that passes something on does so before its own lag falls, so all zero at one look means that nothing is under way. */
async function settled({ ports }: House): Promise<void> {
  while ((await ports.bus.lags()).some(({ waiting }) => waiting > 0)) {
    for (let turn = 0; turn < LOOKS_APART; turn++) await new Promise(resolve => setImmediate(resolve))
  }
}

function recorded<T>({ records }: House, holds: () => T | null): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      try {
        const held = holds()
        if (held === null) return
        stop()
        resolve(held)
      } catch (error) {
        stop()
        reject(error)
      }
    }
    const stop = records.onCommit(look)
    look()
  })
}

/** A house that watches a served city, with the people, watches, sources and keys of the demo. */
export type CityHouse = FlowHouse & Readonly<{ city: City; served: ServedCity; furnished: Furnished }>

/** Serves a city and opens a house on it. `extra` people have PASSWORD, those of the demo the furnished one; `as` knows. */
export async function openCityHouse(
  options: Omit<CityOptions, 'startAt'>,
  extra: readonly Pick<NewAccount, 'id' | 'name' | 'roles'>[] = [],
): Promise<CityHouse> {
  const city = createCity({ ...options, startAt: TEN })
  const time: { now: () => EpochMs } = { now: () => TEN }
  const served = await serveCity(city, { clock: () => time.now() })
  const house = await openFlowHouse({ hosts: cityHosts(served.origins), gazetteer: cityNames(city) })
  time.now = house.clock.now
  const furnished = await furnish(house, city, served)
  for (const person of extra) await house.addPerson(person)
  const mine = new Set(extra.map(({ id }) => id))
  return {
    ...house,
    city,
    served,
    furnished,
    as: id => signIn(house.address, id, mine.has(id) ? PASSWORD : furnished.password),
    close: async () => {
      await house.close()
      await served.close()
    },
  }
}
