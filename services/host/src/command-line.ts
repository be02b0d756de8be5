import { Command, InvalidArgumentError } from 'commander'
import { demoCommand } from './demo/demo.ts'
import { addExtractCommands } from './extract-commands.ts'
import { addGroupingCommands } from './grouping-commands.ts'
import { importCommand } from './import-command.ts'
import { addPrivacyCommands } from './privacy-commands.ts'
import { runCommand } from './run-command.ts'
import { setupCommand } from './setup-command.ts'
import { startCommand } from './start-command.ts'
import { addTextCommands } from './text-commands.ts'
import { verifyCommand } from './verify-command.ts'

/** A whole number of an option, or a sentence that names the range. */
function whole(least: number, most: number) {
  return (text: string): number => {
    const n = Number(text)
    if (!Number.isInteger(n) || n < least || n > most)
      throw new InvalidArgumentError(`应为 ${least} 至 ${most} 的整数。`)
    return n
  }
}

/** The command line: one word a task, help in Chinese. */
export const program = new Command('guanlan')
  .description('观澜：市交通运输局政务舆情监测与回应。每个命令加 --help 看用法；设置见 docs/config.md。')
  .helpOption('-h, --help', '显示用法')
  .helpCommand('help [命令]', '显示某个命令的用法')
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '观澜：')) })

program
  .command('start')
  .description('启动观澜（默认数据在 ./data，网页在 http://127.0.0.1:8787）')
  .option('--data <文件夹>', '数据文件夹')
  .option('--port <端口>', '监听端口，0 为自动分配', whole(0, 65535))
  .action(startCommand)

program
  .command('demo')
  .description('演示：虚构城市云州市的全过程，从采集到签发简报，数据放在临时文件夹')
  .option('--speed <倍数>', '演示开始后新内容出现的倍数（1 至 200）', whole(1, 200), 20)
  .option('--port <端口>', '网页端口，0 为自动分配', whole(0, 65535), 8787)
  .option('--seed <数字>', '城市的种子，同一种子同一座城', whole(1, 2 ** 31 - 1), 20261124)
  .option('--keep [文件夹]', '结束后保留数据；不写文件夹时放在 ./data-demo')
  .option('--until-alert', '出现专项风波的预警后自行结束（用于检查）', false)
  .action(demoCommand)

program
  .command('import <文件>')
  .description('导入 CSV、XLSX 或 NDJSON 文件（可为 .gz），逐行报告未收的行及原因')
  .requiredOption('--source <编号>', '归入哪个信源（类型须为文件或推送入口）')
  .option('--format <格式>', 'csv、xlsx 或 ndjson；默认按文件名判断')
  .option('--try', '只试读前一百行，说明每一栏会成为什么，什么也不导入', false)
  .option('--data <文件夹>', '数据文件夹')
  .option('--account <账号>', '观澜正在运行时，用哪个账号导入')
  .option('--report <文件>', '把未收的行写成 CSV')
  .action(importCommand)

program
  .command('verify')
  .description('校验台账：逐条核对校验值，并与文件夹外的锚点比对；运行中也可用')
  .option('--data <文件夹>', '数据文件夹')
  .action(verifyCommand)

program
  .command('setup')
  .description('分布式方式：在 Kafka 与 Elasticsearch 上建立所需的数据流、模板和索引；先列出计划，重复运行不改变什么')
  .option('--dry-run', '只列出计划，不做改动', false)
  .action(setupCommand)

program
  .command('run <环节...>')
  .description(
    '分布式方式：以一个进程运行若干环节（indexer、alerting、classifier、ingest、crawler、briefs、doors、desk）',
  )
  .option('--data <文件夹>', '各进程共用的文件夹：证据、密钥、锚点')
  .option('--port <端口>', '监听端口，0 为自动分配', whole(0, 65535))
  .option('--demo', '登录页标明演示', false)
  .action(runCommand)

addTextCommands(program, whole)
addGroupingCommands(program)
addExtractCommands(program)
addPrivacyCommands(program)
