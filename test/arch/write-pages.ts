import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PAGES } from './pages.ts'
import { ROOT } from './workspace.ts'

for (const [path, page] of Object.entries(PAGES)) writeFileSync(join(ROOT, path), page())
console.log(`${Object.keys(PAGES).length} pages written`)
