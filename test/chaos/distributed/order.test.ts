import { join } from 'node:path'
import { openBus, systemClock } from '@guanlan/embedded'
import { expect, test } from 'vitest'
import { drained } from '../../contract/gather.ts'
import { temporaryFolder } from '../../contract/place.ts'
import { ORDER_GROUP, watchOrder } from './order.ts'

test('an earlier piece that first comes after a later one is counted, one that comes again is not', async () => {
  const folder = await temporaryFolder()
  const bus = openBus(join(folder.path, 'bus.db'), { clock: systemClock })
  const watch = await watchOrder(bus, cause => {
    throw cause
  })
  const piece = (source: string, serial: number) => ({ key: 'k', body: { text: `r1 ${source} 稿${serial}。` } })
  await bus.append('raw', [piece('a', 1), piece('a', 2), piece('a', 1), piece('b', 1), piece('a', 4), piece('b', 2)])
  await bus.append('raw', [{ key: 'k', body: 'something else' }])
  await drained(bus, 'raw', ORDER_GROUP)
  expect(watch.disordered()).toBe(0)
  await bus.append('raw', [piece('a', 3)])
  await drained(bus, 'raw', ORDER_GROUP)
  expect(watch.disordered()).toBe(1)
  await watch.stop()
  await bus.close()
  await folder.remove()
})
