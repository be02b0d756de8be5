/** Control characters, joiners that hide inside words, and marks that turn the reading direction: none of them is text. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/**
 * Text without NUL, control, zero-width and direction characters, lone surrogates replaced, blanks collapsed inside a
 * line, blank lines dropped. Emoji joiners (U+200D) stay: without them one sign becomes several.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSEEN, '')
    .split('\n')
    .map(line => line.replace(/[\t \u00a0\u2000-\u200a\u202f\u3000]+/g, ' ').trim())
    .filter(line => line !== '')
    .join('\n')
}

/** One line: `cleanText` with every break turned into a blank. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll('\n', ' ')
}
