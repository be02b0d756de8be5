import { createHash, createHmac } from 'node:crypto'
import type { Source } from '@guanlan/domain'
import type { Secrets } from '@guanlan/ports'

/**
 * What a door's sender signs with. All of it comes from one key of the house, named by the source and by how often a key was issued for
 * it: issuing anew makes the old ones void, and nothing has to be kept that could be read.
 */
export type DoorSecrets = Readonly<{
  signing: string // webhook: HMAC-SHA-256 over timestamp, '.', body
  wechatToken: string // 公众平台“令牌”, 32 letters and digits
  wechatAesKey: string // 公众平台“消息加解密密钥”, 43 letters and digits
  salt: Uint8Array // of the hashes that stand for senders' ids; the same however often keys are issued
}>

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The secrets of a door as they are now. @throws {Unavailable} as the secrets port does */
export async function doorSecrets(
  secrets: Pick<Secrets, 'key'>,
  source: Pick<Source, 'id' | 'keyIssue'>,
): Promise<DoorSecrets> {
  const name = createHash('sha256').update(source.id).digest('hex').slice(0, 24)
  const key = await secrets.key(`door-${name}-${source.keyIssue ?? 0}`)
  return {
    signing: letters(key, 'signing', 48),
    wechatToken: letters(key, 'wechat token', 32),
    wechatAesKey: letters(key, 'wechat aes', 43),
    salt: await secrets.key(`senders-${name}`),
  }
}

/** So many letters and digits drawn from a key, each as likely as another. */
function letters(key: Uint8Array, use: string, length: number): string {
  let drawn = ''
  for (let block = 0; drawn.length < length; block++) {
    for (const byte of createHmac('sha256', key).update(`${use} ${block}`).digest()) {
      if (byte < 248 && drawn.length < length) drawn += ALPHABET[byte % 62]
    }
  }
  return drawn
}
