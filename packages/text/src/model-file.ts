import { readFileSync } from 'node:fs'
import { Unavailable } from '@guanlan/domain'

/** The bytes of a file of weights or counts. @throws {Unavailable} 'text/model-missing' when it cannot be read */
export function modelBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new Unavailable('text/model-missing', { cause, detail: path })
  }
}
