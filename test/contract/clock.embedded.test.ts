import { manualClock, systemClock } from '@guanlan/embedded'
import { clockContract } from './clock.ts'
import { NOON } from './opened.ts'

clockContract('system', () => ({ clock: systemClock, soon: () => undefined }))
clockContract('manual', () => {
  const clock = manualClock(NOON)
  return { clock, soon: clock.advance }
})
