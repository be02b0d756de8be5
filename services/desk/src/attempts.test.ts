import { Unavailable } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { Attempts } from './attempts.ts'

const wrong = async () => null
const right = async () => 'right'
const away = () => Promise.reject(new Unavailable('bus/away'))

test('five wrong guesses lock a key for fifteen minutes from the first', async () => {
  const attempts = new Attempts()
  for (let at = 0; at < 5; at++) expect(await attempts.check('he', at, wrong)).toBeNull()
  await expect(attempts.check('he', 10, right)).rejects.toMatchObject({ code: 'desk/too-many-attempts' })
  expect(await attempts.check('lin', 10, right)).toBe('right')
  expect(await attempts.check('he', 900_000, right)).toBe('right')
})

test('guesses made at the same moment count too', async () => {
  const attempts = new Attempts()
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => attempts.check('he', 0, wrong)))
  expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(3)
})

test('a guess the house could not check is not held against anyone', async () => {
  const attempts = new Attempts()
  for (let at = 0; at < 20; at++) await expect(attempts.check('he', at, away)).rejects.toThrow(Unavailable)
  for (let at = 20; at < 25; at++) expect(await attempts.check('he', at, wrong)).toBeNull()
  await expect(attempts.check('he', 25, away)).rejects.toMatchObject({ code: 'desk/too-many-attempts' })
})
