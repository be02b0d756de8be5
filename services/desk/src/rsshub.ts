import { Rejected } from '@guanlan/domain'

const ROUTE = /^rsshub:\/*(.+)$/i

/**
 * The address of a route at the bureau's own RSSHub instance: `rsshub:/weibo/user/…` becomes the instance's address followed by the
 * route; any other address stays. The instance is a server that somebody answers for: there is none by default.
 * @throws {Rejected} source/no-rsshub, source/bad-route
 */
export function resolveRoute(url: string | null, instance: string): string | null {
  const route = ROUTE.exec(url?.trim() ?? '')?.[1]
  if (route === undefined) return url
  if (instance === '') throw new Rejected('source/no-rsshub')
  if (route.split(/[/?]/).includes('..') || /[\s\\#]/.test(route))
    throw new Rejected('source/bad-route', { detail: route.slice(0, 80) })
  return `${instance.replace(/\/+$/, '')}/${route}`
}
