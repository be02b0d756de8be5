import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as after } from 'node:timers/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { startHouse } from './house.ts'

/** One import into a house that was at rest: rows a second, and how far its memory rose above rest while it ran. */
export type ImportFigures = Readonly<{
  format: 'csv' | 'xlsx'
  rows: number
  fileBytes: number
  accepted: number
  perS: number
  idle: number
  peak: number
}>

const REST_MS = 5000
const LOOK_EVERY_MS = 250

const TOLD = ['在站台等了四十分钟', '反映夜间扬尘扰民', '要求公开改线理由', '司机绕路又不打表', '建议增加早高峰班次']
const textOf = (n: number) =>
  `市民第${n}次来信：${n % 97}路公交车${TOLD[n % TOLD.length]}，望尽快答复，编号${(n * 7919) % 1_000_003}。`
const timeOf = (n: number) => 46_300 + (n % 86_400) / 86_400

/** Imports a file of `rows` rows into a fresh house that follows nothing: what is grouped for watches costs what it costs however it came in. */
export async function benchImport(format: 'csv' | 'xlsx', rows = 1_000_000): Promise<ImportFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-bench-import-'))
  const path = join(folder, `orders.${format}`)
  await (format === 'csv' ? writeCsv : writeWorkbook)(path, rows)
  const house = await startHouse([])
  try {
    await after(REST_MS)
    const idle = (await house.cost()).rss
    const cookie = await house.signIn()
    let peak = 0
    let running = true
    const watching = (async () => {
      while (running) {
        peak = Math.max(peak, (await house.cost()).rss)
        await after(LOOK_EVERY_MS)
      }
    })()
    const began = performance.now()
    const answer = await fetch(`${house.address}/api/import?source=load&format=${format}`, {
      method: 'POST',
      headers: { origin: house.address, cookie, 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(createReadStream(path)) as ReadableStream,
      duplex: 'half',
    } as RequestInit)
    const took = performance.now() - began
    running = false
    await watching
    const { accepted } = (await answer.json()) as { accepted: number }
    const fileBytes = (await stat(path)).size
    return { format, rows, fileBytes, accepted, perS: Math.round((rows / took) * 1000), idle, peak }
  } finally {
    await house.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeCsv(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  out.write('工单号,受理时间,诉求内容\n')
  for (let n = 0; n < rows; n++) {
    if (!out.write(`B${n},${timeOf(n)},${textOf(n)}\n`)) await once(out, 'drain')
  }
  await new Promise<void>(resolve => out.end(() => resolve()))
}

/** A workbook as Excel writes one: every text shared, dates as days; its parts streamed, so that it may be any size. */
export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  const directory: Buffer[] = []
  let at = 0
  const write = async (bytes: Buffer) => {
    at += bytes.length
    if (!out.write(bytes)) await once(out, 'drain')
  }
  const head = (name: string, crc: number, packed: number, whole: number) => {
    const bytes = Buffer.alloc(26)
    bytes.writeUInt16LE(20, 0)
    bytes.writeUInt16LE(0x0808, 2) // sizes follow the data
    bytes.writeUInt16LE(8, 4)
    bytes.writeUInt32LE(crc, 10)
    bytes.writeUInt32LE(packed, 14)
    bytes.writeUInt32LE(whole, 18)
    bytes.writeUInt16LE(Buffer.byteLength(name), 22)
    return bytes
  }
  const part = async (name: string, pieces: Iterable<string>) => {
    const start = at
    await write(Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head(name, 0, 0, 0), Buffer.from(name)]))
    const deflate = createDeflateRaw()
    let crc = 0
    let whole = 0
    let packed = 0
    const packing = (async () => {
      for await (const chunk of deflate) {
        packed += (chunk as Buffer).length
        await write(chunk as Buffer)
      }
    })()
    for (const piece of pieces) {
      const bytes = Buffer.from(piece)
      crc = crc32(bytes, crc)
      whole += bytes.length
      if (!deflate.write(bytes)) await once(deflate, 'drain')
    }
    deflate.end()
    await packing
    const descriptor = Buffer.from('PK\x07\x08            ', 'latin1')
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(packed, 8)
    descriptor.writeUInt32LE(whole, 12)
    await write(descriptor)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(start, 10)
    const entry = [Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), head(name, crc, packed, whole), tail]
    directory.push(Buffer.concat([...entry, Buffer.from(name)]))
  }
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const kind = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const links = ['worksheets/sheet1', 'styles', 'sharedStrings'].map((target, n) => {
    return `<Relationship Id="r${n}" Type="${kind}/${target.split('/')[0]!.replace('worksheets', 'worksheet')}" Target="${target}.xml"/>`
  })
  await part('xl/workbook.xml', [
    `<workbook ${main} xmlns:r="${kind}"><sheets><sheet name="s" sheetId="1" r:id="r0"/></sheets></workbook>`,
  ])
  await part('xl/_rels/workbook.xml.rels', [`<Relationships>${links.join('')}</Relationships>`])
  await part('xl/styles.xml', [
    `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
  ])
  await part('xl/sharedStrings.xml', sharedStrings(main, rows))
  await part('xl/worksheets/sheet1.xml', sheet(main, rows))
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  await write(Buffer.concat([index, end]))
  await new Promise<void>(resolve => out.end(() => resolve()))
}

function* sharedStrings(main: string, rows: number): Generator<string> {
  yield `<sst ${main}><si><t>工单号</t></si><si><t>受理时间</t></si><si><t>诉求内容</t></si>`
  for (let n = 0; n < rows; n++) yield `<si><t>B${n}</t></si><si><t xml:space="preserve">${textOf(n)}</t></si>`
  yield '</sst>'
}

function* sheet(main: string, rows: number): Generator<string> {
  yield `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`
  for (let n = 0; n < rows; n++) {
    const r = n + 2
    yield `<row r="${r}" spans="1:3"><c r="A${r}" t="s"><v>${3 + 2 * n}</v></c><c r="B${r}" s="1"><v>${timeOf(n)}</v></c><c r="C${r}" t="s"><v>${4 + 2 * n}</v></c></row>`
  }
  yield '</sheetData></worksheet>'
}

if (import.meta.main) {
  const [format = 'xlsx', rows = '1000000'] = process.argv.slice(2)
  const figures = await benchImport(format as 'csv' | 'xlsx', Number(rows))
  const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)
  console.log({
    ...figures,
    idleMb: mb(figures.idle),
    peakMb: mb(figures.peak),
    aboveMb: mb(figures.peak - figures.idle),
  })
}
