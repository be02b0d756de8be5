import type { Command } from 'commander'
import { decodeCommand } from './decode-command.ts'
import { extractCommand } from './extract-command.ts'
import { feedCommand } from './feed-command.ts'
import { robotsCommand } from './robots-command.ts'

const FILE = 'file 为原始字节的文件（可为 .gz），相对路径从当前文件夹算起'

/** The commands that read what the web serves, from files: added to the one program. */
export function addExtractCommands(program: Command): void {
  const rows = (name: string, description: string, row: string) =>
    program
      .command(name)
      .description(description)
      .option('--in <文件>', `每行 ${row}（可为 .gz）；- 为标准输入`, '-')
      .option('--out <文件>', '结果文件（可为 .gz）；- 为标准输出', '-')

  rows(
    'extract',
    `读网页：标题、发布时间、作者、来源、正文，论坛页另有各楼；${FILE}`,
    '{id, file, url?, contentType?, fetchedAt?}',
  ).action(extractCommand)

  rows(
    'decode',
    `把网页字节读成文字，并说明所用编码及其依据；${FILE}`,
    '{id, file, contentType?}，contentType 为响应头原文',
  ).action(decodeCommand)

  rows(
    'feed',
    `读订阅（RSS、Atom、JSON Feed）的条目；不是订阅时 ok 为 false 并说明原因；${FILE}`,
    '{id, file, contentType?, url?}',
  ).action(feedCommand)

  rows(
    'robots',
    '按 robots.txt 判断可否抓取、间隔几秒、站点地图在哪里',
    '{id, robots 或 robotsBase64, agent, url?}',
  ).action(robotsCommand)
}
