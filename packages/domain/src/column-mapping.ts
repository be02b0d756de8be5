import { Rejected } from './error.ts'

/** What a column of a file, or a member of a pushed object, can become; in the order people choose from. */
export const IMPORT_FIELDS = {
  externalId: '编号',
  title: '标题',
  text: '内容',
  publishedAt: '发布或受理时间',
  url: '网址',
  author: '发布者',
  region: '属地',
  reads: '阅读量',
  likes: '点赞数',
  comments: '评论数',
  reposts: '转发数',
  answer: '答复内容',
  answeredAt: '答复时间',
  answeredBy: '答复单位',
  line: '来自哪条热线',
  otherNumber: '另一平台的编号',
  orderType: '工单类型',
  orderState: '工单状态',
  via: '受理渠道',
  unit: '承办单位',
  dueAt: '办结期限',
  closedAt: '办结时间',
  atOnce: '是否即时答复',
  calledBack: '是否回访',
  satisfied: '是否满意',
  survey: '调查名称',
  question: '题目',
  option: '选项',
  count: '选择人数',
  sample: '样本量',
  version: '版本号',
  deleted: '是否已删除',
} as const
export type ImportField = keyof typeof IMPORT_FIELDS

/** Which column becomes which field, saved with the source it belongs to. `vendor` is what people call the system that makes the files. */
export type ColumnMapping = Readonly<{
  vendor: string
  columns: Readonly<Partial<Record<ImportField, string>>> // field → heading as the file writes it
}>

const isField = (word: string): word is ImportField => Object.hasOwn(IMPORT_FIELDS, word)

/**
 * Checks a mapping: every field known, no column used twice, something to read and something to know it by.
 * @throws {Rejected} mapping/bad-field, mapping/twice, mapping/no-text, mapping/no-vendor
 */
export function columnMapping(candidate: ColumnMapping): ColumnMapping {
  const vendor = candidate.vendor.trim()
  if (vendor === '' || vendor.length > 60) throw new Rejected('mapping/no-vendor')
  const used = new Set<string>()
  const columns: Partial<Record<ImportField, string>> = {}
  for (const [field, heading] of Object.entries(candidate.columns)) {
    if (!isField(field)) throw new Rejected('mapping/bad-field', { detail: field.slice(0, 40) })
    const name = heading?.trim() ?? ''
    if (name === '') continue
    if (used.has(name)) throw new Rejected('mapping/twice', { detail: name.slice(0, 60) })
    used.add(name)
    columns[field] = name
  }
  const { text, title, question } = columns
  if (text === undefined && title === undefined && question === undefined) throw new Rejected('mapping/no-text')
  return Object.freeze({ vendor, columns })
}

/** Columns a mapping names that the headings of a file lack: then it is the mapping of another vendor, or of an older export. */
export function missingColumns(mapping: ColumnMapping, headings: readonly string[]): readonly string[] {
  const present = new Set(headings)
  return Object.values(mapping.columns).filter(heading => !present.has(heading))
}
