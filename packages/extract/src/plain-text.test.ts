import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanText } from './clean.ts'
import { plainText } from './plain-text.ts'

test.each([
  {
    why: 'blocks break lines, inline does not',
    html: '<p>公交<b>晚点</b></p><p>市民等候</p>',
    text: '公交晚点\n市民等候',
  },
  {
    why: 'scripts and styles are not text',
    html: '<style>p{}</style>前<script>alert("</p>")</script>后',
    text: '前后',
  },
  { why: 'a cut script takes nothing with it but itself', html: '前<script>alert(1)', text: '前' },
  {
    why: 'entities are read once',
    html: '票价 &lt;b&gt;2元&lt;/b&gt; &amp;amp; 月票&nbsp;卡',
    text: '票价 <b>2元</b> &amp; 月票 卡',
  },
  { why: 'NUL and control characters go', html: '出\u0000租\u0007车', text: '出租车' },
  { why: 'zero-width and direction marks go, so that search finds the word', html: '罢\u200b运\u202e', text: '罢运' },
  { why: 'event handlers never get out', html: '<img src=x onerror=alert(1)>图', text: '图' },
  { why: 'a blank is a blank', html: '<p> \u3000 </p>', text: '' },
])('$why', ({ html, text }) => expect(plainText(html)).toBe(text))

test('an emoji made of several signs stays one', () => expect(cleanText('👨‍👩‍👧')).toBe('👨‍👩‍👧'))

test('clean text is clean: idempotent, no control characters, well-formed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const clean = cleanText(text)
      expect(cleanText(clean)).toBe(clean)
      expect(clean.isWellFormed()).toBe(true)
      expect(/[\u0000-\u0008\u000b-\u001f\u007f\u200b]/.test(clean)).toBe(false)
      expect(cleanLine(text)).not.toContain('\n')
    }),
  )
})

test('no markup survives as an element, however broken', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          '<p>',
          '</p>',
          '<script>',
          '</script>',
          '<b',
          '>',
          '"',
          "'",
          '字',
          '<!--',
          '-->',
          '&lt;',
          '\u0000',
        ),
      ),
      parts => {
        expect(typeof plainText(parts.join(''))).toBe('string')
      },
    ),
  )
})

test('a page nested 5,000 deep is read within reason', () => {
  const started = performance.now()
  expect(plainText(`${'<div>'.repeat(5000)}深${'</div>'.repeat(5000)}`)).toBe('深')
  expect(performance.now() - started).toBeLessThan(2000)
})
