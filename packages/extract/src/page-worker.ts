import { parentPort, workerData } from 'node:worker_threads'
import { Rejected } from '@guanlan/domain'
import { decode } from './charset.ts'
import { parsePage } from './page.ts'
import type { PageWord, PageWork } from './read-page.ts'

/** Reads the one page it was started for, says what it found, and ends. */
function read({ source, options }: PageWork): PageWord {
  try {
    const html = typeof source === 'string' ? source : decode(source.bytes, source.contentType).text
    return { page: parsePage(html, options) }
  } catch (error) {
    return error instanceof Rejected ? { code: error.code, detail: error.detail } : { bug: error }
  }
}

parentPort!.postMessage(read(workerData as PageWork))
