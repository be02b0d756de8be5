import type { Analysed } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { mentionMemory } from './mention-memory.ts'

const mention = (text: string) => ({ title: '', text }) as Analysed

test('knows a mention by its version, and forgets first what was used longest ago', () => {
  const memory = mentionMemory(6)
  const [a, b, c] = [mention('一二'), mention('三四'), mention('五六七')]
  memory.put('a', 1, a)
  memory.put('b', 1, b)
  expect(memory.get('a', 2)).toBeUndefined()
  expect(memory.get('a', 1)).toBe(a)
  memory.put('c', 1, c) // seven characters: b was used longest ago
  expect(['a', 'b', 'c'].map(id => memory.get(id, 1))).toEqual([a, undefined, c])
  memory.put('d', 1, mention('八'.repeat(7))) // more than it ever holds
  expect(['a', 'c', 'd'].map(id => memory.get(id, 1))).toEqual([undefined, undefined, undefined])
  memory.put('b', 1, b)
  expect(memory.get('b', 1)).toBe(b)
})
