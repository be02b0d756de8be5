import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Case, currentDraft } from '@guanlan/domain'
import type { Stop } from '@guanlan/runtime'

/** The page of the fictional bureau's own portal on which a signed answer appears once its case says it was published. */
export type PortalPage = Readonly<{ host: string; address: (caseId: string) => string; stop: Stop }>

const escaped = (text: string) => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)

/** Serves published answers at `/hygq/<case>.html`; 404 until a release of that case was published. */
export async function servePortalPage(caseOf: (id: string) => Case | null): Promise<PortalPage> {
  const server = createServer((request, response) => {
    const id = /^\/hygq\/([\w-]+)\.html$/.exec(request.url ?? '')?.[1]
    const release =
      id === undefined
        ? undefined
        : caseOf(id)?.releases.findLast(one => one.published !== null && one.withdrawn === null)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (release === undefined) {
      response.statusCode = 404
      response.end('<!doctype html><title>404</title><p>没有这个页面</p>')
      return
    }
    const { title, text } = currentDraft(release)
    const body = text
      .split('\n')
      .map(line => `<p>${escaped(line)}</p>`)
      .join('')
    response.end(
      `<!doctype html><html lang="zh-CN"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>云州市交通运输局</p><article>${body}</article></html>`,
    )
  })
  await new Promise<void>(settle => server.listen(0, '127.0.0.1', settle))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    address: caseId => `http://${host}/hygq/${caseId}.html`,
    stop: () =>
      new Promise(settle => {
        server.close(() => settle())
        server.closeAllConnections()
      }),
  }
}
