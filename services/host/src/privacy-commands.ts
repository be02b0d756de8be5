import { type Command, Option } from 'commander'
import { expungeCommand } from './expunge-command.ts'
import { reextractCommand } from './re-extract-command.ts'
import { vehiclesCommand } from './vehicles-command.ts'

const ADDRESS = ['--url <网址>', '正在运行的观澜的网址；默认按数据文件夹查找'] as const
const DATA = ['--data <文件夹>', '数据文件夹'] as const

/** Commands on originals and on what is personal; all of them through a running house, as a person. */
export function addPrivacyCommands(program: Command): void {
  program
    .command('expunge <提及编号>')
    .description('销毁一条提及：销毁原文密钥，抹去各处文字，不可恢复；不加 --yes 只列出将销毁什么')
    .requiredOption('--reason <事由>', '为什么销毁，记入台账')
    .option('--yes', '确认销毁', false)
    .option('--account <账号>', '用哪个账号办理（管理员）')
    .option(...DATA)
    .option(...ADDRESS)
    .action(expungeCommand)

  program
    .command('re-extract')
    .description('用现在的提取程序重读一个时段取得的原文，列出标题、时间、发布者、正文的前后对照；不加 --apply 不改动')
    .requiredOption('--from <日期>', '第一天，如 2026-11-01')
    .requiredOption('--to <日期>', '最后一天（含）')
    .option('--source <信源>', '只读这个信源的原文')
    .option('--apply', '把读法有变的作为新版本写入', false)
    .option('--account <账号>', '用哪个账号办理（分析员或管理员）')
    .option(...DATA)
    .option(...ADDRESS)
    .action(reextractCommand)

  program
    .command('vehicles [文件]')
    .description('营运车辆名单：导入车牌文件（每行一个，或首行写明“车牌号”的表格）；不写文件时报告名单长度')
    .addOption(
      new Option('--mode <方式>', 'add 并入，replace 替换整份名单，remove 移除')
        .choices(['add', 'replace', 'remove'])
        .default('add'),
    )
    .option('--account <账号>', '用哪个账号办理（管理员）')
    .option(...DATA)
    .option(...ADDRESS)
    .action(vehiclesCommand)
}
