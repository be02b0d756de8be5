import { createHash, randomBytes } from 'node:crypto'
import type { Evidence, EvidenceKind, Origin, ReceiptSearch } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedAt } from './opened.ts'

/** A place whose stored bytes can be spoilt, looked through, and opened with another master key. */
export type OpenedEvidence = OpenedAt<Evidence> &
  Readonly<{
    damage: (hash: string) => Promise<void>
    stored: () => Promise<Uint8Array> // every byte at rest, files and tables
    withOtherKey: () => Promise<Evidence>
  }>

const page = new TextEncoder().encode(`<html>${'云州市出租汽车改革 '.repeat(400)}</html>`)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** What every evidence store promises; `open` gives an empty one. */
export function evidenceContract(name: string, open: () => Promise<OpenedEvidence>): void {
  describe(`evidence: ${name}`, () => {
    let place: OpenedEvidence
    let evidence: Evidence
    beforeEach(async () => {
      place = await open()
      evidence = place.port
    })
    afterEach(() => place.destroy())

    const kinds: readonly EvidenceKind[] = ['masked', 'unmasked']

    test.each(kinds)('gives back %s bytes by their hash, compressed at rest', async kind => {
      const at = place.clock.now()
      const note = await evidence.put(page, kind, 'text/html')
      expect(note).toMatchObject({ hash: sha256(page), kind, bytes: page.length, mediaType: 'text/html', at })
      expect(note.storedBytes).toBeLessThan(page.length / 4)
      const again = await place.reopen()
      const got = await again.get(note.hash)
      expect(got.note).toEqual(note)
      expect(Buffer.compare(got.bytes, page)).toBe(0)
      expect(await again.note(note.hash)).toEqual(note)
    })

    test.each([0, 1, 100_000])('keeps %d random bytes exactly', async length => {
      const bytes = new Uint8Array(randomBytes(length))
      for (const kind of kinds) {
        const { hash } = await evidence.put(bytes, kind, 'application/octet-stream')
        expect(Buffer.compare((await evidence.get(hash)).bytes, bytes)).toBe(0)
      }
    })

    test('the same bytes twice are one, even at once', async () => {
      const notes = await Promise.all(Array.from({ length: 8 }, () => evidence.put(page, 'unmasked', 'text/html')))
      place.clock.advance(1000)
      notes.push(await evidence.put(page, 'unmasked', 'text/plain'))
      expect(new Set(notes.map(note => JSON.stringify(note))).size).toBe(1)
      expect(Buffer.compare((await evidence.get(notes[0]!.hash)).bytes, page)).toBe(0)
    })

    test('what was put unmasked once is never kept in the open', async () => {
      const text = randomBytes(300).toString('hex')
      const bytes = new TextEncoder().encode(text)
      const masked = await evidence.put(bytes, 'masked', 'text/plain')
      expect((await evidence.put(bytes, 'unmasked', 'text/plain')).kind).toBe('unmasked')
      expect((await evidence.put(bytes, 'masked', 'text/plain')).kind).toBe('unmasked')
      expect(Buffer.compare((await evidence.get(masked.hash)).bytes, bytes)).toBe(0)
    })

    test('says so when bytes no longer fit their hash', async () => {
      for (const [index, kind] of kinds.entries()) {
        const { hash } = await evidence.put(page.subarray(index), kind, 'text/html')
        await place.damage(hash)
        await expect(evidence.get(hash)).rejects.toMatchObject({ name: 'Unavailable', code: 'evidence/damaged' })
      }
    })

    test('unmasked bytes are unreadable without the key', async () => {
      const secret = new TextEncoder().encode('来电人 13900000000')
      const [open, sealed] = [
        await evidence.put(page, 'masked', 'text/html'),
        await evidence.put(secret, 'unmasked', 'text/plain'),
      ]
      expect(Buffer.from(await place.stored()).includes('13900000000')).toBe(false)
      const stranger = await place.withOtherKey()
      await expect(stranger.get(sealed.hash)).rejects.toMatchObject({ name: 'Unavailable', code: 'evidence/wrong-key' })
      expect((await stranger.get(open.hash)).bytes).toHaveLength(page.length)
    })

    test.each(kinds)('expunged %s bytes can never be read again, nor put again', async kind => {
      const { hash } = await evidence.put(page, kind, 'text/html')
      await evidence.expunge(hash)
      await evidence.expunge(hash)
      const again = await place.reopen()
      await again.put(page, kind, 'text/html')
      await expect(again.get(hash)).rejects.toMatchObject({ name: 'NotFound', code: 'evidence/expunged' })
      expect(await again.note(hash)).toMatchObject({ hash, kind })
    })

    const origin = (sourceId: string, url: string): Origin => ({
      sourceId,
      readAs: 'article',
      url,
      finalUrl: `${url}/`,
      status: 200,
      headers: { 'content-type': 'text/html', etag: '"1"' },
    })

    test('every arrival leaves a receipt with address, headers, time and hash; pages follow each other', async () => {
      const period = { fromAt: place.clock.now(), toAt: place.clock.now() + 10_000 }
      const put = (text: string, given: Origin) =>
        evidence.put(new TextEncoder().encode(text), 'unmasked', 'text/html', given)
      const { hash } = await put('甲', origin('a', 'https://a.example.cn/1'))
      await put('乙', origin('b', 'https://b.example.cn/1'))
      place.clock.advance(1000)
      await put('甲', origin('a', 'https://a.example.cn/1'))
      await evidence.put(new TextEncoder().encode('没有来处'), 'masked', 'text/plain')
      const again = await place.reopen()
      const arrivals = await again.receipts(hash)
      const first = { ...origin('a', 'https://a.example.cn/1'), hash, mediaType: 'text/html', at: period.fromAt }
      expect(arrivals).toEqual([first, { ...first, at: period.fromAt + 1000 }])
      const walk = async (search: ReceiptSearch) => {
        const met: string[] = []
        for (let after: string | undefined; ; ) {
          const page = await again.received(search, { limit: 1, ...(after === undefined ? {} : { after }) })
          met.push(...page.receipts.map(({ sourceId, at }) => `${sourceId}${at - period.fromAt}`))
          if (page.next === null) return met
          after = page.next
        }
      }
      expect((await walk(period)).toSorted()).toEqual(['a0', 'a1000', 'b0'])
      expect(await walk({ ...period, sourceId: 'a' })).toEqual(['a0', 'a1000'])
      expect(await walk({ ...period, toAt: period.fromAt })).toEqual([])
    })

    test('what was expunged keeps no address, and a later arrival leaves no receipt', async () => {
      const { hash } = await evidence.put(page, 'unmasked', 'text/html', origin('a', 'https://a.example.cn/qzx8817'))
      await evidence.expunge(hash)
      await evidence.put(page, 'unmasked', 'text/html', origin('a', 'https://a.example.cn/qzx8817'))
      expect(await evidence.receipts(hash)).toMatchObject([{ hash, url: null, finalUrl: null, headers: {} }])
    })

    test('knows nothing it was not given', async () => {
      const hash = sha256(page)
      await expect(evidence.get(hash)).rejects.toMatchObject({ name: 'NotFound', code: 'evidence/none' })
      await expect(evidence.expunge(hash)).rejects.toMatchObject({ code: 'evidence/none' })
      await expect(evidence.get('../../etc/passwd')).rejects.toMatchObject({ code: 'evidence/none' })
      expect(await evidence.note(hash)).toBeNull()
    })
  })
}
