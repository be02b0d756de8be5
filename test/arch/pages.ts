import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STREAMS } from '@guanlan/ports'
import { ERROR_WORDS, SETTINGS } from '@guanlan/runtime'
import { parseSync } from 'oxc-parser'
import type { BadInput } from './bad-input.ts'
import { ROOT, sourceFiles } from './workspace.ts'

const NOTE = '<!-- Generated: `npm run check -- docs`. A test compares this page with the code. -->'
const table = (heading: readonly string[], rows: readonly (readonly string[])[]) =>
  [heading, heading.map(() => '---'), ...rows]
    .map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

const shown = (value: unknown) => (Array.isArray(value) ? value.join(',') : String(value))

/** docs/config.md: the configuration table. */
export function configPage(): string {
  const rows = Object.values(SETTINGS).map(({ env, unit, fallback, about }) => [
    `\`${env}\``,
    unit,
    shown(fallback) === '' ? '（空）' : `\`${shown(fallback)}\``,
    about,
  ])
  return `# 设置\n\n${NOTE}\n\n启动时读一次环境变量；不认识的 \`GUANLAN_*\` 或不合格式的值会使启动停止，并指出名称。\n\n${table(['环境变量', '单位', '默认', '作用'], rows)}\n`
}

const KEEP: Readonly<Record<(typeof STREAMS)[number], readonly [string, string, string]>> = {
  fetches: [
    'host',
    'until done',
    'one worker has all sources of a host; a lease per host keeps the pace where their articles lie elsewhere',
  ],
  raw: ['source', '7 days', 'extracted fields and the evidence hash, never page bytes'],
  mentions: ['mentionId', '30 days', 'one normalised item, one version'],
  analysed: ['mentionId', '30 days', 'a mention with what the machine makes of it'],
}

/** docs/streams.md: the streams of the house. */
export function streamsPage(): string {
  const rows = STREAMS.map(stream => [`\`${stream}\``, ...KEEP[stream]])
  return `# Streams\n\n${NOTE}\n\nAt least once, in order within a key; a message that can never succeed goes to the dead letters of its stream and group.\n\n${table(['stream', 'key', 'kept', 'what'], rows)}\n`
}

type Node = Readonly<{ type: string; [key: string]: unknown }>

/** Calls of `badInput({ … })` in the tests, with their literal rows. */
export function badInputs(): readonly (BadInput & { file: string })[] {
  return sourceFiles('test')
    .filter(file => file.endsWith('.test.ts'))
    .flatMap(file => {
      const code = readFileSync(join(ROOT, file), 'utf8')
      if (!code.includes('badInput(')) return []
      const rows: (BadInput & { file: string })[] = []
      walk(parseSync(file, code).program as unknown as Node, node => {
        const callee = node.callee as Node | undefined
        if (node.type === 'CallExpression' && callee?.name === 'badInput')
          rows.push({ ...literals((node.arguments as Node[])[0]!, file), file })
      })
      return rows
    })
}

function literals(object: Node, file: string): BadInput {
  const entries = (object.properties as Node[]).map(property => {
    const value = (property.value as Node).value
    if (typeof value !== 'string') throw new Error(`${file}: a badInput row must be made of literals`)
    return [(property.key as Node).name as string, value]
  })
  return Object.fromEntries(entries) as BadInput
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit)
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node) visit(node as Node)
    for (const child of Object.values(node)) walk(child, visit)
  }
}

/** docs/errors.md: every code, and the table of bad input. */
export function errorsPage(): string {
  const codes = Object.entries(ERROR_WORDS)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { means, todo }]) => [`\`${code}\``, means, todo])
  const inputs = badInputs().map(({ input, code, kept, file }) => [input, `\`${code}\``, kept, `\`${file}\``])
  return `# 错误\n\n${NOTE}\n\n## 错误代码\n\n${table(['代码', '含义', '怎么办'], codes)}\n\n## 不良输入\n\n每一行都是一项测试。\n\n${table(['输入', '代码', '保留了什么', '测试'], inputs)}\n`
}

/** Every generated page by its path. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/config.md': configPage,
  'docs/errors.md': errorsPage,
  'docs/streams.md': streamsPage,
}
