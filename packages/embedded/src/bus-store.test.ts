import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openBusStore } from './bus-store.ts'

test('what is appended is seen once it is durable, not before; a group reads nothing beyond', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
  const store = openBusStore(join(folder, 'bus.db'))
  const append = (...bodies: readonly number[]) =>
    store.append(
      bodies.map(body => ({ stream: 'raw', partition: 0, key: 'k', text: String(body), body, whole: true })),
      0,
    )
  const seen = () => store.read('raw', 0, 10).map(({ body }) => body)
  append(1, 2)
  expect(seen()).toEqual([])
  const durable = store.publish()
  append(3)
  expect(seen()).toEqual([])
  await durable
  expect(seen()).toEqual([1, 2])
  await store.publish()
  expect(seen()).toEqual([1, 2, 3])
  await store.close()
  const again = openBusStore(join(folder, 'bus.db'))
  expect(again.read('raw', 0, 10).length).toBe(3)
  await again.close()
  rmSync(folder, { recursive: true })
})
