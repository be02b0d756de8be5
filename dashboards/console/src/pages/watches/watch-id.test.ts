import { expect, test } from 'vitest'
import { watchId } from './watch-id.ts'

test.each(['出租汽车改革', 'G15 高速', '---', 'A'.repeat(90), '公交 203路'])(
  'the id of %s has the allowed form',
  name => {
    expect(watchId(name, 1_790_000_000_000)).toMatch(/^[a-z0-9][a-z0-9-]{1,63}$/)
  },
)
