import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** One broken rule of accessibility and where it shows. */
type Finding = Readonly<{
  id: string
  impact: string
  help: string
  nodes: readonly Readonly<{ target: readonly unknown[]; html: string; failureSummary?: string }>[]
}>

const GRAVE = ['serious', 'critical']

/** Runs axe over the page as it stands and gives the serious and critical findings, each in one line; empty is good. */
export async function graveFindings(page: Page): Promise<readonly string[]> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  await page.evaluate(axe.source)
  // Frames are left out: a printed issue stands in a sandbox without scripts, and is looked at on its own.
  const violations = await page.evaluate<Finding[]>(
    'axe.run(document, { resultTypes: ["violations"], iframes: false }).then(({ violations }) => violations)',
  )
  return violations
    .filter(({ impact }) => GRAVE.includes(impact))
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(
        node =>
          `${impact} ${id} (${help}) at ${node.target.join(' ')}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`,
      ),
    )
}
