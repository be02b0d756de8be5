/** A platform on which accounts of others publish: it is where a piece stands, the account is who speaks. */
export type Carrier = Readonly<{
  name: string
  hosts: readonly string[] // with all below them; where a path follows, only what lies under it
  sourceIsAccount: boolean // its 来源： names the account, not where a piece comes from
  account: RegExp | null // where a script of the page names the account
}>

/** The large ones of the country that show articles without signing in. */
const CARRIERS: readonly Carrier[] = [
  { name: '百家号', hosts: ['baijiahao.baidu.com', 'mbd.baidu.com'], sourceIsAccount: false, account: null },
  {
    name: '今日头条',
    hosts: ['toutiao.com'],
    sourceIsAccount: false,
    account: /\bmediaInfo\s*:\s*\{[^{}]{0,200}?\bname\s*:\s*'([^'\\\n]{1,40})'/,
  },
  { name: '一点资讯', hosts: ['yidianzixun.com'], sourceIsAccount: false, account: null },
  { name: '大鱼号', hosts: ['mp.dayu.com', 'mparticle.uc.cn'], sourceIsAccount: false, account: null },
  { name: '网易号', hosts: ['dy.163.com', '163.com/dy/'], sourceIsAccount: true, account: null },
  { name: '搜狐号', hosts: ['mp.sohu.com'], sourceIsAccount: false, account: null },
  { name: '企鹅号', hosts: ['kuaibao.qq.com'], sourceIsAccount: false, account: null },
]

/** The platform an address belongs to, or null. */
export function carrierOf(address: string | null): Carrier | null {
  if (address === null || !URL.canParse(address)) return null
  const { hostname, pathname } = new URL(address)
  const lies = (place: string) => {
    const [host, ...path] = place.split('/')
    return (hostname === host || hostname.endsWith(`.${host}`)) && pathname.startsWith(`/${path.join('/')}`)
  }
  return CARRIERS.find(({ hosts }) => hosts.some(lies)) ?? null
}

/** The platform that a page's keywords or description name, of those whose pages can be told by their scripts as well. */
export function carrierCalled(words: string): Carrier | null {
  return CARRIERS.find(({ name, account }) => account !== null && words.includes(name)) ?? null
}

const SAVED = /^\s*(?:<!doctype[^>]{0,200}>\s*)?<!--\s*(?:saved from url=\(\d+\))?(https?:\/\/[^\s<>]{4,2000}?)\s*-->/i

/** Where a page was saved from, as browsers and archives note it in a comment before anything else; null for none. */
export function savedFrom(html: string): string | null {
  return SAVED.exec(html.slice(0, 3000).replace(/^\ufeff/, ''))?.[1] ?? null
}
