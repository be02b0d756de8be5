import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { encodePlainWords, PLAIN_WORDS } from '../src/plain-words.ts'

/** Tags of the segmenter's dictionary for words that say what is done, how, when or how much; names are hardly made of them. */
const ACTS: ReadonlySet<string> = new Set('v vn vd vi vq a ad an d df c p r rr rz m mq q t u y z b f e o'.split(' '))
/** A noun that stands this often in the dictionary's own corpus is a common one. */
const COMMON = 500
/** Tagged as common words, but more often part of a name before 村, 路, 站. */
const NAMES_TOO: ReadonlySet<string> = new Set(
  '幸福 平安 和谐 大同 阳光 光明 胜利 团结 解放 建设 和平 民主 振兴 友谊 太平 万里 千里 三角 长安 兴隆 兴旺 繁荣 富强 永安 永宁 东方 西山 南山 北山 中山 东风 向阳 朝阳 新华 人民 红旗 文化 科技 工业 工农 学院 大学 机场 公园 广场 花园 体育 医院 中心 桃花 荷花 梅花 龙门 凤凰 金山 宝山 泰山 黄河 长江 东湖 西湖 南湖 北湖 江南 江北 河东 河西 城东 城西 城南 城北 环城 绕城 沿江 沿河 滨江 宏远 金桥 石桥 高桥 大桥 新桥 老街 古城 新城'.split(
    ' ',
  ),
)

/** Makes models/plain-words.bin from the dictionary that comes with nodejieba (MIT): words of two and three characters by tag. */
export function learnPlainWords(): void {
  const folder = dirname(createRequire(import.meta.url).resolve('nodejieba/package.json'))
  const lines = readFileSync(join(folder, 'submodules/cppjieba/dict/jieba.dict.utf8'), 'utf8').split('\n')
  const acts: string[] = []
  const things: string[] = []
  for (const line of lines) {
    const [word = '', count = '0', tag = ''] = line.split(' ')
    if (word.length < 2 || word.length > 3 || NAMES_TOO.has(word)) continue
    if (ACTS.has(tag) && Number(count) >= 3) acts.push(word)
    else if (/^(?:n|s|j|nt)$/.test(tag) && Number(count) >= COMMON) things.push(word)
  }
  writeFileSync(PLAIN_WORDS, encodePlainWords(acts, things))
  console.log(`wrote ${acts.length} and ${things.length} plain words`)
}

if (import.meta.main) learnPlainWords()
