import type { PageFindings } from './page-findings.ts'

/** Readable units at or above which a page is read as it stands. */
const ENOUGH = 200

/**
 * Whether a page shows people something only after its scripts have run: next to no text, and scripts with an empty element to fill or
 * a request to switch scripts on. `text` is what was found as its body, wherever it came from.
 */
export function needsBrowser(findings: PageFindings, text: string): boolean {
  if (text.length >= ENOUGH / 4 || findings.units >= ENOUGH) return false
  const scripted = findings.scripts.length + findings.externalScripts > 0
  return scripted && (findings.mounts > 0 || findings.scriptsWanted)
}
