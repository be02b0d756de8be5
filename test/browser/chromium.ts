import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * A real headless Chromium: `GUANLAN_CHROME` where it names one, else the one that comes as an npm package (Linux only).
 * Null, with the reason said aloud, where there is none. On a build server (`CI`) one that will not start is an error,
 * so that the suite cannot fall silent there.
 */
export async function openBrowser(): Promise<Browser | null> {
  const own = process.env.GUANLAN_CHROME
  if (own !== undefined) return chromium.launch({ executablePath: own, headless: true })
  if (process.platform !== 'linux') {
    console.warn('SKIPPED: no Chromium on this platform; name one with GUANLAN_CHROME')
    return null
  }
  try {
    return await chromium.launch({ executablePath: await packagedChromium(), headless: true, args: ['--no-sandbox'] })
  } catch (cause) {
    if (process.env.CI !== undefined) throw cause
    console.warn(`SKIPPED: the packaged Chromium does not start here; name another with GUANLAN_CHROME. ${cause}`)
    return null
  }
}

/** Unpacks the package's browser into a folder of its own version, because it would reuse whatever lies in the common one. */
async function packagedChromium(): Promise<string> {
  const require = createRequire(import.meta.url)
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '../package.json')
  const { version } = JSON.parse(
    readFileSync(existsSync(manifest) ? manifest : join(dirname(manifest), '../package.json'), 'utf8'),
  ) as { version: string }
  const folder = join(tmpdir(), `guanlan-chromium-${version}`)
  mkdirSync(folder, { recursive: true })
  const before = process.env.TMPDIR
  process.env.TMPDIR = folder
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    return await packaged.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}
