/** `node bomb.fixture.ts PORT`: fetches a bomb three times in a process of its own and prints what that cost. */
import { createGunzip, Gunzip } from 'node:zlib'
import { errorCode } from '@guanlan/domain'
import { openFetcher } from './fetch.ts'

const port = process.argv[2]
let inflated = 0
createGunzip() // its code is loaded before memory is looked at
const push = Gunzip.prototype.push
Gunzip.prototype.push = function counted(chunk: Buffer | null, ...rest) {
  inflated += chunk?.length ?? 0
  return push.call(this, chunk, ...rest)
}
const fetcher = openFetcher({ contact: '', allowPrivate: [`127.0.0.1:${port}`], clock: { now: () => Date.now() } })
const codes: string[] = []
const before = process.memoryUsage.rss()
let highest = before
const watch = setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss())
}, 1)
for (let i = 0; i < 3; i++) {
  await fetcher.fetch({ url: `http://127.0.0.1:${port}/` }).catch(error => codes.push(errorCode(error)))
}
highest = Math.max(highest, process.memoryUsage.rss())
clearInterval(watch)
await fetcher.close()
const mb = (bytes: number) => bytes / 1024 / 1024
console.log(JSON.stringify({ codes, grownMb: mb(highest - before), inflatedMb: mb(inflated / 3) }))
