/** A platform on which accounts of others publish: it is where a piece stands, the account is who speaks. */
export type Platform = Readonly<{
  name: string
  hosts: readonly string[] // with all below them
  account: RegExp | null // where a script of the page names the account
}>

/** The large ones of the country that show articles without signing in. */
const PLATFORMS: readonly Platform[] = [
  { name: '百家号', hosts: ['baijiahao.baidu.com', 'mbd.baidu.com'], account: null },
  {
    name: '今日头条',
    hosts: ['toutiao.com'],
    account: /\bmediaInfo\s*:\s*\{[^{}]{0,200}?\bname\s*:\s*'([^'\\\n]{1,40})'/,
  },
  { name: '一点资讯', hosts: ['yidianzixun.com'], account: null },
  { name: '大鱼号', hosts: ['mp.dayu.com', 'mparticle.uc.cn'], account: null },
  { name: '网易号', hosts: ['dy.163.com'], account: null },
  { name: '搜狐号', hosts: ['mp.sohu.com'], account: null },
  { name: '企鹅号', hosts: ['kuaibao.qq.com'], account: null },
]

/** The platform an address belongs to, or null. */
export function platformOf(address: string | null): Platform | null {
  if (address === null || !URL.canParse(address)) return null
  const { hostname } = new URL(address)
  return PLATFORMS.find(({ hosts }) => hosts.some(host => hostname === host || hostname.endsWith(`.${host}`))) ?? null
}

/** The platform that a page's keywords or description name, of those whose pages can be told by their scripts as well. */
export function platformCalled(words: string): Platform | null {
  return PLATFORMS.find(({ name, account }) => account !== null && words.includes(name)) ?? null
}

const SAVED = /^\s*(?:<!doctype[^>]{0,200}>\s*)?<!--\s*(?:saved from url=\(\d+\))?(https?:\/\/[^\s<>]{4,2000}?)\s*-->/i

/** Where a page was saved from, as browsers and archives note it in a comment before anything else; null for none. */
export function savedFrom(html: string): string | null {
  return SAVED.exec(html.slice(0, 3000).replace(/^\ufeff/, ''))?.[1] ?? null
}
