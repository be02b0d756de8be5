import * as embedded from '@guanlan/embedded'
import { expect, test } from 'vitest'
import { type Browser, openStand } from './stand.ts'

test('whoever opens an issue while it is being filed takes nothing from the signer', async () => {
  const opened: { by?: Browser; read?: string; tick?: () => void } = {}
  const stand = await openStand(embedded, ['lin', 'he', 'zhou', 'zheng', 'qin'], {
    render: async ({ id, number }, format) => {
      if (number !== null && opened.read === undefined && format === 'docx') {
        opened.read = ''
        opened.read = (await opened.by!('GET', `/api/briefs/${id}/html`)).text
        opened.tick!() // filed at another instant, so it is not the same commit
      }
      return new TextEncoder().encode(`${format} ${number ?? '草稿'}`)
    },
  })
  try {
    const lin = await stand.as('lin')
    opened.by = lin
    opened.tick = () => stand.clock.advance(1)
    const made = await lin('POST', '/api/briefs', { kind: 'weekly', period: { fromAt: 0, toAt: 7 } })
    const path = `/api/briefs/${(made.body as unknown as { id: string }).id}`
    const steps = [
      ['he', 'first'],
      ['zhou', 'second'],
      ['zheng', 'secrecy'],
    ] as const
    for (const [at, [person, step]] of steps.entries()) {
      const review = { version: 1 + at, step, opinion: '', pass: true }
      expect((await (await stand.as(person))('POST', `${path}/review`, review)).status).toBe(200)
    }
    const signed = await (await stand.as('qin'))('POST', `${path}/sign`, { version: 4, opinion: '' })
    expect(signed.body).toMatchObject({ version: 6, state: { number: 1, files: { html: expect.any(String) } } })
    expect(opened.read).toBe('html 1')
    expect((await lin('GET', `${path}/docx`)).text).toBe('docx 1')
  } finally {
    await stand.close()
  }
})
