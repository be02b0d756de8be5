/** A YAML value as far as our files go. */
export type Plain = string | null | readonly Plain[] | { readonly [key: string]: Plain }

type Line = Readonly<{ number: number; indent: number; text: string }>

/**
 * Reads the part of YAML that infra/ is written in: block maps and block lists by indentation, JSON for lists on one line, quoted
 * and plain words. Every plain word is a string: whoever reads knows what a number is.
 * @throws {Error} with the line, for everything else (anchors, tags, blocks of text, tabs, a key given twice)
 */
export function readPlainYaml(text: string): Plain {
  const lines = text.split('\n').flatMap((raw, i): Line[] => {
    if (/^\s*(#|$)/.test(raw)) return []
    if (/^ *\t/.test(raw)) throw new Error(`line ${i + 1}: a tab`)
    const indent = raw.length - raw.trimStart().length
    return [{ number: i + 1, indent, text: withoutComment(raw.trim()) }]
  })
  const [value, rest] = block(lines)
  if (rest.length > 0) throw new Error(`line ${rest[0]!.number}: indentation`)
  return value
}

const withoutComment = (text: string) => (/["']/.test(text) ? text : text.replace(/\s+#.*$/, ''))

function block(lines: readonly Line[]): [Plain, readonly Line[]] {
  const first = lines[0]
  if (!first) return [null, []]
  const past = lines.findIndex(({ indent }) => indent < first.indent)
  const [mine, rest] = past < 0 ? [lines, []] : [lines.slice(0, past), lines.slice(past)]
  return [first.text.startsWith('- ') ? list(mine) : map(mine), rest]
}

function list(lines: readonly Line[]): Plain {
  return lines.map(line => {
    if (line.indent !== lines[0]!.indent || !line.text.startsWith('- ')) throw new Error(`line ${line.number}: list`)
    return scalar({ ...line, text: line.text.slice(2) })
  })
}

function map(lines: readonly Line[]): Plain {
  const found: Record<string, Plain> = {}
  for (let rest = lines; rest.length > 0; ) {
    const line = rest[0]!
    const [, quoted, bare, value = ''] = /^(?:"([^"]+)"|([\w.-]+)):(?: (.*))?$/.exec(line.text) ?? []
    const key = quoted ?? bare
    if (key === undefined || line.indent !== lines[0]!.indent || key in found)
      throw new Error(`line ${line.number}: ${line.text}`)
    rest = rest.slice(1)
    if (value !== '') found[key] = scalar({ ...line, text: value })
    else if (rest[0] && rest[0].indent > line.indent) [found[key], rest] = block(rest) as [Plain, readonly Line[]]
    else found[key] = null
  }
  return found
}

function scalar({ number, text }: Line): Plain {
  if (/^["[{]/.test(text)) return JSON.parse(text) as Plain
  if (/^[&*!|>'%@`]/.test(text) || text.includes(': ')) throw new Error(`line ${number}: ${text}`)
  return text
}
