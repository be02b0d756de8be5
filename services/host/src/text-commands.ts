import type { Command } from 'commander'
import { classifyCommand } from './classify-command.ts'
import { evaluateCommand } from './evaluate-command.ts'
import { reclassifyCommand } from './reclassify-command.ts'
import { trainCommand } from './train-command.ts'

/** The commands that understand texts and learn: added to the one program. */
export function addTextCommands(
  program: Command,
  whole: (least: number, most: number) => (text: string) => number,
): void {
  program
    .command('classify')
    .description('判读文本：情感、主题、归口、实体、风险词；逐行读入 NDJSON（可为 .gz），按原顺序写出')
    .option('--in <文件>', '每行 {id, text, title?, source?}；- 为标准输入')
    .option('--out <文件>', '结果文件（可为 .gz）；- 为标准输出', '-')
    .option('--text <文字>', '只判读这一段，并逐项列出依据及其位置')
    .option('--reasons', '结果中附各项依据', false)
    .option('--data <文件夹>', '采用该数据文件夹中本局的词表、名称表和自行训练的模型')
    .option('--threads <线程>', '分析线程数，每个约占 250 MB 内存；默认按文件大小', whole(1, 64))
    .action(classifyCommand)

  program
    .command('reclassify')
    .description('用现在的模型、词表和名称表重新研判一个时段，观澜照常运行；不加 --apply 只列出前后对照')
    .requiredOption('--from <日期>', '第一天，如 2026-11-01')
    .requiredOption('--to <日期>', '最后一天（含）')
    .option('--apply', '写入结果', false)
    .option('--account <账号>', '用哪个账号办理（分析员或管理员）')
    .option('--data <文件夹>', '数据文件夹')
    .option('--url <网址>', '正在运行的观澜的网址；默认按数据文件夹查找')
    .action(reclassifyCommand)

  program
    .command('train')
    .description('用训练集和本局的更正重新训练，与现在的模型逐项比较，任何一项变差都不采用')
    .option('--sets <文件夹>', '训练集；默认为项目旁的 ../shared/data/text')
    .option('--with-corrections', '加入值班台上的更正', false)
    .option('--account <账号>', '观澜正在运行时，用哪个账号读取更正（分析员或管理员）')
    .option('--data <文件夹>', '数据文件夹，新模型存入其中的 models')
    .action(trainCommand)

  program
    .command('evaluate')
    .description('列出各项判读在未参加训练的文本上的成绩，与同类工具并列；没有训练集时只测我们自己的句子')
    .option('--data <文件夹>', '测该数据文件夹中自行训练的模型，并在本局的更正上测')
    .option('--account <账号>', '观澜正在运行时，用哪个账号读取更正（分析员或管理员）')
    .action(evaluateCommand)
}
