import type { Command } from 'commander'
import { clusterCommand } from './cluster-command.ts'
import { factor } from './factor.ts'
import { similarCommand } from './similar-command.ts'

/** The commands that tell which texts belong together: added to the one program. */
export function addGroupingCommands(program: Command): void {
  program
    .command('similar')
    .description('判断每对文本说的是不是同一件事：读入 {id?, a, b}，写出 {id, score}，0.5 及以上为同一件事')
    .requiredOption('--in <文件>', '每行一对（可为 .gz）；- 为标准输入')
    .option('--out <文件>', '结果文件（可为 .gz）；- 为标准输出', '-')
    .action(similarCommand)

  program
    .command('cluster')
    .description('把留言归并为事件，规则与预警相同：读入 {id, title?, text, time?, likes?}，写出 {id, event}')
    .requiredOption('--in <文件>', '每行一条（可为 .gz）；- 为标准输入')
    .option('--out <文件>', '结果文件（可为 .gz）；- 为标准输出', '-')
    .option('--closeness <倍数>', '归并门槛的倍数，大于 1 更严（0.1 至 5）', factor(0.1, 5), 1)
    .action(clusterCommand)
}
