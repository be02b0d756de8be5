import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** A fresh random key of AES-256. */
export const newKey = (): Uint8Array => new Uint8Array(randomBytes(KEY_BYTES))

/** AES-256-GCM (NIST SP 800-38D) as IV ‖ tag ‖ ciphertext; `about` is bound to it, so sealed bytes cannot change places. */
export function seal(key: Uint8Array, plain: Uint8Array, about: string): Uint8Array {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Null when the key is another or a byte was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, about: string): Uint8Array | null {
  if (sealed.length < IV_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    return null
  }
}
