import { Rejected } from '@guanlan/domain'
import { SaxesParser, type SaxesTagPlain } from 'saxes'

/** Who hears of the XML of one part; names come without their prefix. */
export type XmlHearer = Readonly<{
  open: (name: string, attributes: Readonly<Record<string, string>>) => void
  text: (text: string) => void
  close: (name: string) => void
}>

const LONGEST_TEXT = 4_000_000 // UTF-16 units between two tags; a cell of Excel holds 32,767

const bare = (name: string) => (name.includes(':') ? name.slice(name.indexOf(':') + 1) : name)

/**
 * Reads a part piece by piece; after each piece the generator gives way, so that what was heard can be passed on. Nothing outside
 * the part is ever read: no entity but XML's own five is known.
 * @throws {Rejected} ingest/bad-xlsx
 */
export async function* hearXml(bytes: AsyncIterable<Uint8Array>, hearer: XmlHearer): AsyncGenerator<number> {
  const parser = new SaxesParser()
  let quiet = 0 // since the last tag
  let read = 0
  parser.on('error', cause => {
    throw new Rejected('ingest/bad-xlsx', { cause })
  })
  parser.on('opentag', ({ name, attributes, isSelfClosing }: SaxesTagPlain) => {
    quiet = 0
    hearer.open(bare(name), attributes)
    void isSelfClosing
  })
  parser.on('closetag', ({ name }) => {
    quiet = 0
    hearer.close(bare(name))
  })
  parser.on('text', hearer.text)
  parser.on('cdata', hearer.text)
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of bytes) {
    decoder ??= new TextDecoder(charsetOf(chunk))
    const text = decoder.decode(chunk, { stream: true })
    read += chunk.length
    quiet += text.length
    parser.write(text)
    if (quiet > LONGEST_TEXT) throw new Rejected('ingest/bad-xlsx', { detail: '一段文字过长' })
    yield read
  }
  parser.write(decoder?.decode() ?? '').close()
  yield read
}

/** Parts are UTF-8, or UTF-16 with its mark. */
function charsetOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** Reads a small part whole. @throws {Rejected} ingest/bad-xlsx */
export async function hearWhole(bytes: AsyncIterable<Uint8Array>, hearer: XmlHearer): Promise<void> {
  for await (const _read of hearXml(bytes, hearer));
}
