import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_WORDS } from '@guanlan/runtime'
import { describe, expect, test } from 'vitest'
import { badInputs, PAGES } from './pages.ts'
import { ROOT, sourceFiles } from './workspace.ts'

const production = [...sourceFiles('packages'), ...sourceFiles('services')].filter(
  file => !/\.(test|generated)\.ts$/.test(file),
)
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** Codes given in the code: `new Rejected('area/what'`, and `code: 'area/what'` in refusals and verdicts. */
function codesGiven(): ReadonlySet<string> {
  const found = new Set<string>(['bug'])
  for (const file of production) {
    if (file.endsWith('error-words.ts')) continue
    for (const [, code] of read(file).matchAll(
      /(?:new (?:Rejected|Unavailable|NotFound|Conflict)\(\s*|\bcode: )'([a-z-]+\/[a-z-]+)'/g,
    ))
      found.add(code!)
  }
  return found
}

describe('error codes', () => {
  test('every code given has words for people', () => {
    expect([...codesGiven()].filter(code => !Object.hasOwn(ERROR_WORDS, code)).sort()).toEqual([])
  })

  test('every code with words is given somewhere', () => {
    const given = codesGiven()
    const text = production
      .filter(file => !file.endsWith('error-words.ts'))
      .map(read)
      .join('\n')
    expect(Object.keys(ERROR_WORDS).filter(code => !given.has(code) && !text.includes(`'${code}'`))).toEqual([])
  })

  test('every row of bad input names a known code', () => {
    expect(badInputs().filter(({ code }) => code !== '—' && !Object.hasOwn(ERROR_WORDS, code))).toEqual([])
  })
})

test.each(Object.keys(PAGES))('%s is what the code says (write it with `npm run check -- docs`)', path => {
  expect(read(path)).toBe(PAGES[path]!())
})

describe('glossary', () => {
  const rows = read('docs/glossary.md')
    .split('\n')
    .filter(line => /^\| [a-z]/.test(line))
    .map(line => line.split('|').map(cell => cell.trim()))
  const exported = new Set(
    production.flatMap(file =>
      [...read(file).matchAll(/^export (?:type|function|class|const|interface|async function) (\w+)/gm)].map(
        ([, name]) => name!,
      ),
    ),
  )

  test('has the words of the house', () => {
    expect(rows.length).toBeGreaterThan(20)
  })

  test('no exported name uses a word the glossary rules out', () => {
    const ruledOut = rows
      .flatMap(cells => (cells[4] ?? '').split('·').map(word => word.trim()))
      .filter(word => /^[a-z]+$/.test(word))
    const offenders = [...exported].filter(name => {
      const parts = name
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[\s_]+/)
      return parts.some(part => ruledOut.includes(part) || ruledOut.includes(part.replace(/s$/, '')))
    })
    expect(offenders).toEqual([])
  })
})
