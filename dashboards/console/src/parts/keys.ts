/** What a key does on the inbox. */
export type InboxCommand =
  | 'next'
  | 'previous'
  | 'open'
  | 'claim'
  | 'open-case'
  | 'merge'
  | 'dismiss'
  | 'snooze'
  | 'undo'
  | 'refresh'
  | 'search'
  | 'help'

/** The part of a key press that decides. */
export type Press = Readonly<{
  key: string
  isComposing: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  target: Readonly<{ tagName: string; isContentEditable?: boolean; type?: string }> | null
}>

const COMMANDS: ReadonlyMap<string, InboxCommand> = new Map([
  ['j', 'next'],
  ['ArrowDown', 'next'],
  ['k', 'previous'],
  ['ArrowUp', 'previous'],
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
])

/** The keys as the help sheet and the key bar list them. */
export const KEY_HELP: readonly Readonly<{ keys: readonly string[]; does: string }>[] = [
  { keys: ['J', 'K'], does: '移动' },
  { keys: ['Enter'], does: '打开' },
  { keys: ['A'], does: '认领' },
  { keys: ['1'], does: '立案' },
  { keys: ['2'], does: '并入' },
  { keys: ['3'], does: '排除' },
  { keys: ['H'], does: '稍后' },
  { keys: ['U'], does: '撤销' },
  { keys: ['R'], does: '载入新增' },
  { keys: ['/'], does: '检索' },
  { keys: ['?'], does: '全部按键' },
]

/**
 * What a press means, or null. Keys sleep while an input method composes, with a modifier held, and in any field;
 * Enter and the arrows also belong to a focused button, link or list of choices.
 */
export function inboxCommand(press: Press): InboxCommand | null {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return null
  if (press.key === 'Process' || press.key === 'Dead') return null
  const command = COMMANDS.get(press.key.length === 1 ? press.key.toLowerCase() : press.key) ?? null
  if (command === null || press.target === null) return command
  const { tagName, isContentEditable } = press.target
  if (isContentEditable === true || /^(INPUT|TEXTAREA|SELECT)$/.test(tagName)) return null
  if (/^(BUTTON|A|SUMMARY)$/.test(tagName) && press.key === 'Enter') return null
  return command
}
