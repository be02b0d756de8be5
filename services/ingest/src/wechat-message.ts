import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { Rejected } from '@guanlan/domain'
import { SaxesParser } from 'saxes'

/** Members of a WeChat message, by their names. */
export type WechatMessage = ReadonlyMap<string, string>

const LONGEST = 200_000
const BLOCK = 32 // WeChat pads to 32 bytes, not to AES's 16

/** SHA-1 in hex over the parts sorted and joined, as the platform signs. */
export function wechatSignature(...parts: readonly string[]): string {
  return createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex')
}

/** Whether a signature is the right one, in time that tells nothing. */
export function sameSignature(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Members of the flat `<xml>` of a push; deeper ones (pictures of a list) are passed over. @throws {Rejected} door/bad-xml */
export function readMessage(xml: string): WechatMessage {
  if (xml.length > LONGEST) throw new Rejected('door/bad-xml', { detail: `${xml.length}` })
  const members = new Map<string, string>()
  const path: string[] = []
  let words = ''
  const hear = (text: string) => {
    if (path.length === 2) words += text
  }
  const parser = new SaxesParser()
  parser.on('error', cause => {
    throw new Rejected('door/bad-xml', { cause })
  })
  parser.on('opentag', ({ name }) => {
    path.push(name)
    if (path.length === 2) words = ''
  })
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', ({ name }) => {
    if (path.length === 2) members.set(name, words)
    path.pop()
  })
  parser.write(xml.replace(/^\ufeff/, '')).close()
  return members
}

const keyOf = (aesKey: string) => Buffer.from(`${aesKey}=`, 'base64')

/**
 * Opens an enciphered message: AES-256-CBC, the key's first 16 bytes as the vector; within, 16 random bytes, the length, the message, and
 * the AppID it is for.
 * @throws {Rejected} door/bad-cipher (not ours, damaged, or for another account)
 */
export function openMessage(encrypted: string, aesKey: string, appId: string): string {
  const key = keyOf(aesKey)
  let plain: Buffer
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16))
    decipher.setAutoPadding(false)
    plain = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
  } catch (cause) {
    throw new Rejected('door/bad-cipher', { cause })
  }
  const padding = plain.at(-1) ?? 0
  if (plain.length < 20 + padding || padding < 1 || padding > BLOCK) throw new Rejected('door/bad-cipher')
  const length = plain.readUInt32BE(16)
  const end = 20 + length
  if (end > plain.length - padding) throw new Rejected('door/bad-cipher')
  if (plain.subarray(end, plain.length - padding).toString() !== appId)
    throw new Rejected('door/bad-cipher', { detail: 'AppID' })
  return plain.subarray(20, end).toString()
}

/** Seals a message as the platform does: for tests of a set-up, and the demo's account. */
export function sealMessage(xml: string, aesKey: string, appId: string): string {
  const key = keyOf(aesKey)
  const message = Buffer.from(xml)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(message.length)
  const whole = Buffer.concat([randomBytes(16), length, message, Buffer.from(appId)])
  const padding = BLOCK - (whole.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16))
  cipher.setAutoPadding(false)
  const sealed = Buffer.concat([cipher.update(Buffer.concat([whole, Buffer.alloc(padding, padding)])), cipher.final()])
  return sealed.toString('base64')
}
