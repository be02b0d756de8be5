import { expect, test } from 'vitest'
import { hashPassword, passwordFits } from './password.ts'

test('fits its own hash only, in whichever width the input method wrote it', async () => {
  const kept = await hashPassword('观澜ABC-12345')
  expect(await passwordFits('观澜ＡＢＣ－１２３４５', kept)).toBe(true)
  expect(await passwordFits('观澜ABC-12346', kept)).toBe(false)
})

test('never gives two people the same hash', async () => {
  const [a, b] = await Promise.all([hashPassword('same password'), hashPassword('same password')])
  expect(Buffer.compare(a.hash, b.hash)).not.toBe(0)
})

test('works as long for nobody as for somebody', async () => {
  const kept = await hashPassword('观澜ABC-12345')
  const quickest = async (hash: typeof kept | null) => {
    let best = Number.POSITIVE_INFINITY
    for (let n = 0; n < 3; n++) {
      const began = performance.now()
      expect(await passwordFits('wrong password', hash)).toBe(false)
      best = Math.min(best, performance.now() - began)
    }
    return best
  }
  expect(await quickest(null)).toBeGreaterThan((await quickest(kept)) / 3) // without the work it would be a thousandth
})
