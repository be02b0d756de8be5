import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import { temporaryFolder } from '../contract/place.ts'
import { guanlan } from '../distributed/guanlan.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder.remove())

/** Every case starts the command line, which loads its dictionaries anew. */
const LONG_MS = 120_000
const at = (name: string) => join(folder.path, name)
type Row = Readonly<{
  id: unknown
  sentiment: string
  topics: readonly string[]
  reasons?: Readonly<Record<string, unknown>>
}>
const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)

const TEXTS = ['公交又甩站，气死了', '请问老年卡在哪里办理', '感谢的哥师傅归还失物，太暖心了']
const many = Array.from({ length: 1500 }, (_, i) => ({ id: i, text: `${TEXTS[i % 3]}${i}` }))

badInput(
  {
    input: '判读的文件里夹有不是记录的行',
    code: 'text/bad-row',
    kept: '其余各行按原顺序写出；坏行按行号报告，结束时返回 1',
  },
  async () => {
    const lines = many.map(row => JSON.stringify(row))
    const bad = ['这不是 JSON', '{"id":"x"}', '{"text":"没有编号"}', '[1]']
    lines.splice(700, 0, ...bad)
    writeFileSync(at('in.ndjson.gz'), gzipSync(`${lines.join('\n')}\n`))
    const { code, said } = await guanlan(
      `classify --in ${at('in.ndjson.gz')} --out ${at('one.ndjson')} --threads 1`,
      {},
    )
    expect(code).toBe(1)
    for (const row of [701, 702, 703, 704]) expect(said).toContain(`第 ${row} 行`)
    expect(said).toContain('已分析 1500 行，未收 4 行')
    const rows = rowsOf(readFileSync(at('one.ndjson'), 'utf8'))
    expect(rows.map(({ id }) => id)).toEqual(many.map(({ id }) => id))
    expect(rows.slice(0, 3).map(({ sentiment }) => sentiment)).toEqual(['negative', 'neutral', 'positive'])
    await guanlan(`classify --in ${at('in.ndjson.gz')} --out ${at('two.ndjson.gz')} --threads 2`, {})
    expect(gunzipSync(readFileSync(at('two.ndjson.gz'))).toString()).toBe(readFileSync(at('one.ndjson'), 'utf8'))
  },
  LONG_MS,
)

test(
  'reasons on request; odd texts have a label and no crash',
  async () => {
    const odd = [
      '',
      '   ',
      '😡😡😡',
      '\ud800\udc00\ud800',
      'a\u0000b',
      '\u202e运停',
      '！？。，',
      'The bus is late',
      '罷\u200b運',
      '长'.repeat(300_000),
    ]
    writeFileSync(at('odd.ndjson'), odd.map((text, id) => JSON.stringify({ id, text })).join('\n'))
    const { code } = await guanlan(`classify --in ${at('odd.ndjson')} --out ${at('odd.out')} --reasons`, {})
    expect(code).toBe(0)
    const written = readFileSync(at('odd.out'), 'utf8')
    expect(written).not.toMatch(/NaN|:null,"neutral"/)
    const rows = rowsOf(written)
    expect(rows).toHaveLength(odd.length)
    for (const { reasons } of rows) expect(Object.keys(reasons!)).toEqual(['sentiment', 'topics', 'governmentTopic'])
  },
  LONG_MS,
)

test(
  'one text is told to people with its reasons and their places',
  async () => {
    const { code, said } = await guanlan(`classify --text 公交又甩站，气死了`, {})
    expect(code).toBe(0)
    expect(said).toMatch(/情感：负面（把握 \d+ %/)
    expect(said).toContain('“甩站”　正文第 4–5 字')
  },
  LONG_MS,
)

badInput(
  { input: '判读的压缩文件不完整', code: 'text/bad-gzip', kept: '什么也不写出；结果文件只在完整时才有其名' },
  async () => {
    const whole = gzipSync(many.map(row => JSON.stringify(row)).join('\n'))
    writeFileSync(at('cut.ndjson.gz'), whole.subarray(0, whole.length - 200))
    const cut = await guanlan(`classify --in ${at('cut.ndjson.gz')} --out ${at('cut.out')}`, {})
    expect(cut).toMatchObject({ code: 1, said: expect.stringContaining('text/bad-gzip') })
    expect(() => readFileSync(at('cut.out'))).toThrow()
  },
  LONG_MS,
)

badInput(
  { input: '判读的文件不存在', code: 'text/no-file', kept: '什么也不写出' },
  async () => {
    const none = await guanlan(`classify --in ${at('none.ndjson')} --out ${at('none.out')}`, {})
    expect(none).toMatchObject({ code: 1, said: expect.stringContaining('text/no-file') })
  },
  LONG_MS,
)
