import type { Crew } from './case-walk.ts'
import { fill, type Officer, openForm, send } from './officer.ts'

/** Composes this week's brief by the form; its page stands open afterwards, and its address comes back. */
export async function compose(officer: Officer): Promise<string> {
  const { page } = officer
  await page.goto('/briefs')
  const dialog = await openForm(officer, '生成简报')
  await dialog.getByRole('button', { name: '生成', exact: true }).click()
  await page.waitForURL(/\/briefs\/brief-/)
  await page.getByTitle('简报预览').waitFor()
  return new URL(page.url()).pathname
}

/** 审签: three reviews by three people, then the signature that gives the number. */
export async function reviewAndSign({ he, zhou, miao, qin }: Crew, path: string): Promise<void> {
  const steps = [
    [he, '初审'],
    [zhou, '复审'],
    [miao, '保密审查'],
    [qin, '签发'],
  ] as const
  for (const [officer, step] of steps) {
    await officer.page.goto(path)
    const dialog = await openForm(officer, step)
    await fill(dialog, { 意见: '同意' })
    await send(dialog, `确认${step}`)
  }
}
