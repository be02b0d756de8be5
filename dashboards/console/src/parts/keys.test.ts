import { expect, test } from 'vitest'
import { inboxCommand, type Press } from './keys.ts'

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: { tagName: 'BODY' },
  ...more,
})

test.each([
  ['j', 'next'],
  ['J', 'next'], // caps lock is no reason to stop working
  ['k', 'previous'],
  ['Enter', 'open'],
  ['a', 'claim'],
  ['1', 'open-case'],
  ['2', 'merge'],
  ['3', 'dismiss'],
  ['h', 'snooze'],
  ['u', 'undo'],
  ['r', 'refresh'],
  ['/', 'search'],
  ['?', 'help'],
  ['x', null],
  ['constructor', null],
])('%s means %s', (key, command) => {
  expect(inboxCommand(press(key))).toBe(command)
})

test('keys sleep while an input method composes', () => {
  expect(inboxCommand(press('a', { isComposing: true }))).toBeNull()
  expect(inboxCommand(press('Process'))).toBeNull()
})

test('keys sleep in fields and with a modifier', () => {
  for (const tagName of ['INPUT', 'TEXTAREA', 'SELECT']) {
    expect(inboxCommand(press('a', { target: { tagName } }))).toBeNull()
  }
  expect(inboxCommand(press('a', { target: { tagName: 'DIV', isContentEditable: true } }))).toBeNull()
  expect(inboxCommand(press('r', { ctrlKey: true }))).toBeNull()
  expect(inboxCommand(press('a', { metaKey: true }))).toBeNull()
})

test('Enter on a button presses the button', () => {
  expect(inboxCommand(press('Enter', { target: { tagName: 'BUTTON' } }))).toBeNull()
  expect(inboxCommand(press('j', { target: { tagName: 'BUTTON' } }))).toBe('next')
})
