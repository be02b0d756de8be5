import type { FoundScript } from './page-findings.ts'

const DATA_IDS = /^(?:__NEXT_DATA__|__NUXT_DATA__|__APP_DATA__|__INITIAL_STATE__|initial-?state|ssr-?data|SSR_DATA)$/i
/** `window.__INITIAL_STATE__ =`, `window["__NUXT__"]=`, `var __DATA__ =`; names in capitals or with two underscores are data. */
const ASSIGNED =
  /(?:^|[;\s,{(])(?:(?:window|self|globalThis)(?:\.|\[\s*["'])|(?:var|let|const)\s+)(__[A-Za-z0-9_]+|[A-Z][A-Z0-9_]{3,}|[A-Za-z_]*(?:[Ss]tate|[Dd]ata))(?:["']\s*\])?\s*=\s*(?=[[{]|JSON\.parse\(\s*["'])/g
const SHORTEST = 200
/** UTF-16 units; a longer script is not looked into. */
const LONGEST = 5_000_000
const MOST_VALUES = 20

/** The JSON of a script that only carries data (JSON-LD where it carries a whole article), or the JSON that a script assigns to a variable; null for scripts of any other kind. */
export function readableState({ id, type, text }: FoundScript): string | null {
  if (text.length < SHORTEST || text.length > LONGEST) return null
  if (/ld\+json/i.test(type)) return text.includes('"articleBody"') ? text.replace(/[\u0000-\u001f]+/g, ' ') : null
  if (/json/i.test(type)) return DATA_IDS.test(id) || /"(?:title|headline)"/i.test(text) ? text : null
  if (/template|x-/i.test(type)) return null
  let longest: string | null = null
  let values = 0
  for (const match of text.matchAll(ASSIGNED)) {
    if (++values > MOST_VALUES) break
    const from = match.index + match[0].length
    const value = text.charAt(from) === 'J' ? quoted(text, from) : balanced(text, from)
    if (value !== null && value.length >= SHORTEST && value.length > (longest?.length ?? 0)) longest = value
  }
  return longest
}

/** `JSON.parse("…")`: the string is JSON once more. Single quotes are written as double ones first. */
function quoted(text: string, from: number): string | null {
  const start = text.indexOf('(', from) + 1
  const opening = /\S/.exec(text.slice(start, start + 20))
  if (opening === null) return null
  const open = start + opening.index
  const end = stringEnd(text, open)
  if (end === null) return null
  const inner = text.slice(open + 1, end)
  const spelt = text.charAt(open) === "'" ? inner.replace(/\\'/g, "'").replace(/(^|[^\\])"/g, '$1\\"') : inner
  try {
    const value: unknown = JSON.parse(`"${spelt}"`)
    return typeof value === 'string' ? value : null
  } catch {
    return null // escapes that only a script engine reads
  }
}

/** From an opening bracket to its partner, `undefined` written as null; null when it does not close. */
function balanced(text: string, from: number): string | null {
  let depth = 0
  let json = ''
  let copied = from
  for (let i = from; i < text.length; i++) {
    const sign = text.charAt(i)
    if (sign === '"' || sign === "'") {
      const end = sign === '"' ? stringEnd(text, i) : null
      if (end === null) return null // single quotes are code, not JSON
      i = end
    } else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') {
      if (--depth === 0) return json + text.slice(copied, i + 1)
    } else if (sign === 'u' && text.startsWith('undefined', i)) {
      json += `${text.slice(copied, i)}null`
      copied = i + 9
      i += 8
    }
  }
  return null
}

function stringEnd(text: string, open: number): number | null {
  const quote = text.charAt(open)
  for (let i = open + 1; i < text.length; i++) {
    const sign = text.charAt(i)
    if (sign === '\\') i++
    else if (sign === quote) return i
  }
  return null
}
