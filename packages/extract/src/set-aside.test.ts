import { load } from 'cheerio'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeText, type PageNode } from './node-text.ts'
import { openPage } from './open-page.ts'
import { setAside } from './set-aside.ts'

const long =
  'var 说明 = "很长的脚本，一直写到六十四个单位以上，这样才值得拿开，再多写几个字就够了，好了，再补一句，够长了。" + location.href + document.title'

test('script texts are set aside and put back; comments, styles and drawings are dropped', () => {
  const html = `<title>甲</title><!-- <p>旧闻</p> --><script id="a">${long}</script><p>正文</p><svg><g><title>图</title>${'<path d="M0"/>'.repeat(9)}</g></svg><style>${'p{color:red}'.repeat(9)}</style><script>短</script>`
  const { html: left, scripts } = setAside(html)
  expect(scripts).toEqual([long])
  expect(left).not.toMatch(/旧闻|path|color/)
  const { $ } = openPage(html)
  expect($('#a').text()).toBe(long)
  expect($('script').eq(1).text()).toBe('短')
  expect($('p').text()).toBe('正文')
})

test.each([
  ['a comment that opens a script', '<p>甲</p><!-- <script> --><p>乙</p><!-- </script> --><p>丙</p>'],
  ['comments that end at once', '<p>甲</p><!--><p>乙</p><!---><p>丙</p><!-- x --!><p>丁</p>'],
  [
    'a script that writes a script in a comment',
    `<script><!-- ${long} <script> ${long} </script> --></script><p>甲</p>`,
  ],
  ['markup in a text field', '<textarea><script></textarea><p>甲</p><script>x</script>'],
  ['a script left open', `<p>甲</p><script>${long}<p>乙</p>`],
  ['a paragraph in a drawing', `<svg><p>乙${long}</svg><p>丙</p>`],
  ['a drawing left open', '<p>甲</p><svg><g><p>乙</p>'],
  ['a comment left open', '<p>甲</p><!-- <p>乙</p>'],
])('%s is read as a browser reads it', (_, html) => {
  expect(textOf(openPage(html).$)).toBe(textOf(load(html)))
})

test('whatever the pieces, the words people see are those of the page parsed whole', () => {
  const piece = fc.constantFrom(
    '<p>',
    '</p>',
    '字',
    '<!--',
    '-->',
    '--!>',
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<svg>',
    '</svg>',
    '<title>',
    '</title>',
    '<textarea>',
    '</textarea>',
    '<div>',
    long,
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), pieces => {
      const html = `<body>${pieces.join('')}`
      expect(textOf(openPage(html).$)).toBe(textOf(load(html)))
    }),
    { numRuns: 500 },
  )
})

function textOf($: ReturnType<typeof load>): string {
  return nodeText($.root()[0]! as PageNode)
}
