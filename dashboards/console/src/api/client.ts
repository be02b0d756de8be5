import { Problem, problemOf } from './problem.ts'

/** Values of a query string; a list becomes one comma-separated value, null and '' are left out. */
export type Params = Readonly<Record<string, string | number | null | undefined | readonly string[]>>

/** The path with its query string. */
export function withParams(path: string, params: Params): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
    if (text !== '') search.set(key, text)
  }
  const query = search.toString()
  return query === '' ? path : `${path}?${query}`
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem(0, 'console/no-answer', '连不上服务，您的内容仍在本页，请稍后重试')
  }
  if (!response.ok) throw await problemOf(response)
  return response
}

async function body<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  return (await response.json()) as T
}

/** Reads JSON. @throws {Problem} */
export async function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  return body<T>(await ask(withParams(path, params), signal === undefined ? {} : { signal }))
}

/** Writes JSON. @throws {Problem} */
export async function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, content?: unknown): Promise<T> {
  const init: RequestInit =
    content === undefined
      ? { method }
      : { method, body: JSON.stringify(content), headers: { 'content-type': 'application/json' } }
  return body<T>(await ask(path, init))
}

/** Sends a file as it is. @throws {Problem} */
export async function upload<T>(path: string, file: File, contentType: string): Promise<T> {
  return body<T>(await ask(path, { method: 'POST', body: file, headers: { 'content-type': contentType } }))
}

/** Reads text, for an issue's HTML. @throws {Problem} */
export async function text(path: string): Promise<string> {
  return (await ask(path, {})).text()
}
