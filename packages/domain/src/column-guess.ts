import type { ColumnMapping, ImportField } from './column-mapping.ts'

/** What is only ever told of a caller: such a column is never read. */
const CALLER =
  /^(?:来电人|来电|诉求人|反映人|投诉人|举报人|联系人|当事人|市民|用户)?(?:姓名|电话|号码|手机|手机号码?|联系电话|联系方式|身份证号?码?|证件号码?|住址|地址|性别|年龄|邮箱)$|^(?:来电人|诉求人|反映人|投诉人|举报人|联系人)$|^(?:caller|phone|mobile|idcard)/

/** Headings as exports of hotlines, message boards, monitoring vendors and survey tools write them; folded as `foldHeading` does. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  externalId: [
    ...[
      'externalid',
      'id',
      '工单号',
      '工单编号',
      '工单流水号',
      '受理编号',
      '受理单号',
      '编号',
      '诉求编号',
      '留言编号',
      '帖子id',
    ],
    ...['信件编号', '热线编号', '案件编号', '文章id', '微博id', '记录编号', '答卷编号', '序号'],
  ],
  title: ['title', '标题', '留言主题', '留言标题', '诉求标题', '工单标题', '主题', '题名', '文章标题', '信件标题'],
  text: [
    ...[
      'text',
      'content',
      'body',
      '内容',
      '正文',
      '诉求内容',
      '诉求描述',
      '工单内容',
      '受理内容',
      '反映内容',
      '问题描述',
    ],
    ...[
      '留言详情',
      '留言内容',
      '来信内容',
      '信件内容',
      '原文',
      '全文',
      '微博内容',
      '博文',
      '事件描述',
      '主要内容',
      '摘要',
    ],
  ],
  publishedAt: [
    ...[
      'publishedat',
      'time',
      '发布时间',
      '发表时间',
      '发布日期',
      '受理时间',
      '受理日期',
      '登记时间',
      '来电时间',
      '留言时间',
    ],
    ...['留言日期', '创建时间', '提交时间', '来信时间', '诉求时间', '时间', '日期'],
  ],
  url: ['url', 'link', '网址', '链接', '原文链接', '原文地址', '文章链接', '链接地址', '网页地址'],
  author: [
    'author',
    '发布者',
    '作者',
    '发布账号',
    '账号',
    '账号名称',
    '昵称',
    '博主',
    '媒体名称',
    '媒体',
    '来源网站',
    '公众号',
  ],
  region: ['region', '区县', '属地', '地区', '所属区县', '行政区划', '所在区县', '事发区县', '区域'],
  reads: ['reads', '阅读', '阅读量', '阅读数', '播放', '播放量', '浏览量', '浏览数', '点击量'],
  likes: ['likes', '点赞', '点赞数', '点赞量', '赞'],
  comments: ['comments', '评论', '评论数', '评论量', '回复数'],
  reposts: ['reposts', '转发', '转发数', '转发量', '分享数'],
  answer: ['answer', '答复', '答复内容', '回复内容', '官方回复', '办理结果', '处理结果', '办理情况', '回复'],
  answeredAt: ['answeredat', '答复时间', '回复时间', '答复日期', '回复日期'],
  answeredBy: ['answeredby', '答复单位', '回复单位', '答复机构', '办理单位'],
  line: ['line', '热线', '热线名称', '来源热线', '平台', '工单来源'],
  otherNumber: [
    'othernumber',
    '12345编号',
    '12345工单号',
    '12345工单编号',
    '12328编号',
    '12328工单号',
    '原工单号',
    '转办编号',
    '关联工单号',
  ],
  orderType: ['ordertype', '工单类型', '诉求类型', '业务类型', '诉求类别', '来电类型', '受理类型', '类型'],
  orderState: ['orderstate', '工单状态', '办理状态', '处理状态', '状态', '当前环节'],
  via: ['via', '受理渠道', '来源渠道', '诉求渠道', '来电渠道', '受理方式', '渠道'],
  unit: ['unit', '承办单位', '承办部门', '责任单位', '主办单位', '处理部门'],
  dueAt: ['dueat', '办结期限', '办理时限', '办结时限', '截止时间', '到期时间', '应办结时间', '限办时间'],
  closedAt: ['closedat', '办结时间', '办结日期', '完成时间', '结案时间'],
  atOnce: ['atonce', '即时答复', '是否即时答复', '直接答复', '是否直接答复', '当场答复'],
  calledBack: ['calledback', '回访', '是否回访', '回访情况', '回访结果'],
  satisfied: ['satisfied', '满意度', '是否满意', '回访满意度', '满意情况', '群众评价'],
  survey: ['survey', '调查名称', '问卷名称', '调查', '问卷'],
  question: ['question', '题目', '问题', '调查题目', '题干'],
  option: ['option', '选项', '选项内容', '答案', '选择项'],
  count: ['count', '选择人数', '人数', '票数', '选择数', '小计', '数量', '频数'],
  sample: ['sample', '样本量', '样本数', '有效样本', '有效填写人次', '有效问卷数', '本题有效填写人次', '样本'],
  version: ['version', '版本号', '版本', '修订号'],
  deleted: ['deleted', '是否删除', '已删除', '删除标记'],
}

const BY_HEADING: ReadonlyMap<string, ImportField> = new Map(
  (Object.entries(HEADINGS) as [ImportField, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name): [string, ImportField] => [name, field]),
  ),
)

/** A heading without what people put around it: marks of required columns, units and notes in brackets, spaces, width. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/^\ufeff/, '')
    .replace(/[(（[【][^)）\]】]*[)）\]】]/g, '')
    .replace(/[\s*＊:：_]+/g, '')
    .toLowerCase()
}

/** Whether a column tells who called and is therefore never read. */
export function isCallerColumn(heading: string): boolean {
  return CALLER.test(foldHeading(heading))
}

/** The field a heading most likely means, null when it says nothing to us or tells of a caller. */
export function guessField(heading: string): ImportField | null {
  return isCallerColumn(heading) ? null : (BY_HEADING.get(foldHeading(heading)) ?? null)
}

/**
 * A mapping guessed from the headings alone; where two mean one field, the one listed first among its names wins. null when nothing
 * there can be read as an item.
 */
export function guessMapping(headings: readonly string[]): ColumnMapping | null {
  const columns: Partial<Record<ImportField, string>> = {}
  for (const heading of headings) {
    const field = guessField(heading)
    if (field === null) continue
    const before = columns[field]
    if (before === undefined || headingRank(field, heading) < headingRank(field, before)) columns[field] = heading
  }
  if (columns.text === undefined && columns.title === undefined && columns.question === undefined) return null
  return { vendor: '按表头推测', columns }
}

/** How near a heading is to what a field is usually called, 0 first; of two that mean one field the nearer is taken. */
export function headingRank(field: ImportField, heading: string): number {
  return HEADINGS[field].indexOf(foldHeading(heading))
}
