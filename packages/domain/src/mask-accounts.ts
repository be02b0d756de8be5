import type { Cover } from './mask-sight.ts'

const EMAIL = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}(?: ?(?:@|\(at\)|#) ?)((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10})/gi
const WECHAT =
  /(?:微信|薇信|威信|徽信|vx|v信|加v|(?<![a-z0-9])v(?=[:：])|wechat|weixin|wx)(?!公众|小程序|视频号|支付|平台|服务号|订阅号|群聊|红包)(?:号码?|id|账号|帐号|同号)?(?:[是为:：,，]|\s|加我|搜索?|联系){0,3}(?=[A-Za-z0-9_])(?<![A-Za-z]wx|[A-Za-z]vx)([A-Za-z0-9_-]{5,25})/gi
const QQ =
  /(?:qq|扣扣|企鹅|q群|抠抠|加q|(?<![a-z0-9])q(?=[:：号]))(?:号码?|群号?|账号|邮箱)?(?:[是为:：,，]|\s|加我){0,3}([1-9]\d{4,11})(?!\d|@)/gi
const PAPER =
  /(?:护照|passport|通行证|台胞证|回乡证|军官证|士兵证|居住证|驾驶证|驾照|社保卡|医保卡|从业资格证)(?:档案)?(?:编?号码?|证号)?(?:[是为:：,，(]|\s){0,3}([A-Za-z]{0,3}[ -]?\d{6,18}[A-Za-z]?|[A-Za-z]字第?\d{6,8}号?)(?![\dA-Za-z])/gi
const PUBLIC_NUMBER = /^(?:12328|12345|1[012]\d|12\d{3}|9[56]\d{3,4}|[48]00\d{7})$/
/** English words that follow the name of the programme. */
const WORDS = /^(?:android|iphone|ipad|wechat|weixin|harmony\w*|windows|version|app|official|mini\w*)$/i

/** E-mail addresses but those of agencies, WeChat and QQ accounts and numbers of papers, the last two only with a cue. */
export function accountCovers(text: string): readonly Cover[] {
  return [...emails(text), ...cued(text, WECHAT, isAccount), ...cued(text, QQ, isUsual), ...cued(text, PAPER, isUsual)]
}

function emails(text: string): readonly Cover[] {
  if (!/[@#]|\(at\)/i.test(text)) return []
  return [...text.matchAll(EMAIL)].flatMap(({ 0: found, 1: place, index: from }): readonly Cover[] => {
    if (/\.gov(?:\.cn)?$/i.test(place!)) return [] // an agency's own
    const local = /^[A-Za-z0-9._%+-]+/.exec(found)![0].length
    return [{ from, to: from + local, head: local > 1 ? 1 : 0, tail: 0 }]
  })
}

const isUsual = (account: string) => !PUBLIC_NUMBER.test(account)

/** Letters alone may be a word: then its cue must end with a mark. */
function isAccount(account: string, cue: string): boolean {
  if (!isUsual(account) || WORDS.test(account)) return false
  return /\d/.test(account) || /[_-]/.test(account) || /(?:[:：是为]|号|加我|id|搜索?)\s?$/i.test(cue)
}

function cued(text: string, pattern: RegExp, isOne: (account: string, cue: string) => boolean): readonly Cover[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, 1: account, index }): readonly Cover[] => {
    const from = index + found.length - account!.length
    if (!isOne(account!, found.slice(0, found.length - account!.length))) return []
    return [{ from, to: from + account!.length, head: 0, tail: 0 }]
  })
}
