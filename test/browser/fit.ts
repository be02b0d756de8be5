import type { Page } from 'playwright-core'

/** What sticks out on the right of a page that should fit its window: the outermost such elements, outside any part that scrolls by itself. */
export function stickingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(`(() => {
    const out = []
    const look = parent => {
      for (const child of parent.children) {
        if (child.getBoundingClientRect().right > innerWidth + 1) out.push(child.outerHTML.slice(0, 160))
        else if (getComputedStyle(child).overflowX === 'visible') look(child)
      }
    }
    look(document.querySelector('main'))
    return out
  })()`)
}
