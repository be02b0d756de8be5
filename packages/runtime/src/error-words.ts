/** What a code means and what its reader does: rows of docs/errors.md, checked against the code by a test. */
export type ErrorWords = Readonly<{ means: string; todo: string }>

/** Every code the house can give. */
export const ERROR_WORDS: Readonly<Record<string, ErrorWords>> = {
  bug: { means: '程序内部出错，原因已记入日志', todo: '请稍后重试；若仍出现，把时间告诉维护人员。' },
  'config/malformed': { means: '某项设置的值不合格式', todo: '按 docs/config.md 改正所指的设置后重新启动。' },
  'config/unknown': { means: '有一项不认识的设置', todo: '检查所指名称的拼写；全部设置见 docs/config.md。' },
  'http/bad-request': { means: '请求的内容不合格式', todo: '按所指字段改正后重新提交。' },
  'http/too-large': { means: '提交的内容超过大小上限', todo: '分批提交，或请管理员调高上限。' },
  'record/none': { means: '没有这条记录', todo: '它可能写错了编号；回到列表重新打开。' },
  'source/bad-channel': { means: '渠道不在允许的范围内', todo: '从列出的渠道中选择。' },
  'source/bad-id': { means: '信源编号不合规则', todo: '用 2 至 64 个小写字母、数字或连字符。' },
  'source/bad-name': { means: '信源名称为空或过长', todo: '填写 1 至 80 个字的名称。' },
  'source/bad-pattern': { means: '链接规则不是有效的正则表达式', todo: '改正规则，或留空由系统识别。' },
  'source/bad-url': { means: '信源地址不是有效的网址', todo: '填写以 http:// 或 https:// 开头的完整地址。' },
  'source/no-schedule': { means: '需要采集的信源没有采集时间表', todo: '填写时间表，例如每 5 分钟：*/5 * * * *。' },
}

/** One Chinese sentence for people; a code not in the table is named as it is. */
export function errorTitle(code: string): string {
  const words = ERROR_WORDS[code]
  return words === undefined ? `出错：${code}` : `${words.means}。${words.todo}`
}
