import type { Notice, Receiver } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOON, type Opened } from './opened.ts'

/** A place where one can see what arrived on the other side. */
export type OpenedReceiver = Opened<Receiver> & Readonly<{ arrived: () => Promise<readonly Notice[]> }>

const notice = (id: string): Notice => ({
  id,
  title: '出租汽车停运',
  body: '24 小时提及 84 条\n涉及 3 个渠道',
  level: '较大',
  link: '/desk?alert=1',
  at: NOON,
})

/** What every receiver promises; `open` gives one that has received nothing. */
export function receiverContract(name: string, open: () => Promise<OpenedReceiver>): void {
  describe(`receiver: ${name}`, () => {
    let place: OpenedReceiver
    beforeEach(async () => {
      place = await open()
    })
    afterEach(() => place.destroy())

    test('has a name', () => expect(place.port.name).not.toBe(''))

    test('the other side has a notice once its delivery settles', async () => {
      await place.port.deliver(notice('n1'))
      expect(await place.arrived()).toEqual([notice('n1')])
    })

    test('the same notice twice is one, at once or after a crash', async () => {
      await Promise.all(['n1', 'n2', 'n1'].map(id => place.port.deliver(notice(id))))
      await (await place.reopen()).deliver(notice('n2'))
      expect(await place.arrived()).toEqual([notice('n1'), notice('n2')])
    })
  })
}
