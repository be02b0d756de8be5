import { act, type Officer } from './officer.ts'

/** The people a case needs: five different ones for one release. */
export type Crew = Readonly<Record<'lin' | 'he' | 'zhou' | 'miao' | 'qin', Officer>>

/** What the bureau answers the storm with. */
export const STATEMENT = {
  title: '关于网传出租汽车停运的情况说明',
  text: '经逐一核实，全市出租汽车企业均无停运安排，运力充足。市民出行如有困难，可拨打12328反映，我局将及时协调。',
} as const

/** 收集: 监测登记. */
export async function register({ lin }: Crew): Promise<void> {
  await act(lin, '监测登记', {
    摘要: '网传出租汽车将集体停运，多平台转发，情绪以担忧和不满为主。',
    诉求类型: '求证',
    '涉及单位、线路、地点': '各出租汽车企业',
    监测范围: ['涉及公众切身利益且可能产生较大影响的媒体报道', '严重危害社会秩序和国家利益的不实信息'],
  })
  await act(lin, '进入下一环节')
}

/** One unit's form: consulted by telephone, its opinion adopted. */
function consultation(unit: string, unitKind: string, person: string) {
  return {
    单位: unit,
    单位类别: unitKind,
    姓名: person,
    职务: '科长',
    告知事项: '网传停运的概况与回应要点',
    是否采纳: '采纳',
    意见: '同意发布，注意口径一致',
  } as const
}

/** 会商: the units that a 重大 case must hear. */
export const UNITS = [
  consultation('云州市委宣传部', '宣传部门', '田以宁'),
  consultation('云州市委网信办', '网信部门', '柏青禾'),
  consultation('云州市公安局网安支队', '公安网安（网警）', '石敬之'),
] as const

/** 会商结论, and on to 研判. */
export async function conclude({ lin }: Crew): Promise<void> {
  await act(lin, '会商结论', {
    事件性质: '不实传言引发的民生舆情',
    走势: '仍在上升',
    可能风险: '可能引发集中提前出行',
    预控处置意见: '加派运力，先发声',
  })
  await act(lin, '进入下一环节')
}

/** 研判: a reviewer confirms and judges, another approves. */
export async function judge({ he, zhou, qin }: Crew): Promise<void> {
  const why = '理由（长期留存）'
  await act(he, '确认舆情级别', { 确认舆情级别: '重大', [why]: '多平台扩散，涉及全市出行' })
  await act(he, '核定突发事件等级', { '突发事件等级（决定法定时限）': '不属于突发事件', [why]: '没有突发事件发生' })
  await act(he, '确认回应事由', {
    必须回应的情形: ['涉及公众切身利益且产生较大影响', '公众关注的社会热点'],
    [why]: '涉及公众切身利益',
  })
  await act(zhou, '研判', {
    处置方式: ['虚假和不实信息'],
    责任认定: '本局为第一责任主体',
    责任主体: '本局客运科',
    回应方式: '由本局回应',
    回应方式的理由: '涉及切身利益，须及时澄清',
  })
  await act(qin, '批准研判', { 批准意见: '同意' })
  await act(zhou, '进入下一环节')
}

/** 先审查后公开: drafted by one, reviewed by two, cleared by a third, signed by a fourth. */
export async function draftAndSign({ lin, he, zhou, miao, qin }: Crew): Promise<void> {
  await act(lin, '拟稿', {
    标题: STATEMENT.title,
    正文: STATEMENT.text,
    '依据（每行一条，写证据或文件编号）': '各企业书面核实',
    公开方式的理由: '涉及公众切身利益',
  })
  await act(he, '初审', { 意见: '事实清楚' })
  await act(zhou, '复审', { 意见: '同意' })
  await act(miao, '保密审查', { 意见: '不涉密' })
  await act(qin, '签发', { 意见: '同意发布' })
}

/** 发布、公开核验、归档: the page at `url` is fetched by the desk and must carry the signed text. */
export async function publish({ lin }: Crew, url: string): Promise<void> {
  await act(lin, '登记发布', { '渠道名称 1': '门户网站', '公开链接 1': url })
  await act(lin, '公开核验')
  await lin.page.getByText('公开核验通过').waitFor()
  await act(lin, '归档', { 归档号: 'GD-2026-1' })
}

/** The duty each disposition opened is proven, and on to 评估. */
export async function prove({ lin }: Crew): Promise<void> {
  await act(lin, '登记履职证据', {
    事实核查结论: '网传内容为旧闻拼接，各企业均无停运安排',
    '移交单位、时间、文号（不涉嫌违法的写明依据）': '已移交网安支队，云交函〔2026〕31号',
  })
  await act(lin, '进入下一环节')
}

/** 评估: one writes it, another approves it. */
export async function evaluate({ lin, he }: Crew): Promise<void> {
  await act(lin, '填写评估', {
    '诉求解决（已解决/全部，未报留空）：分子': '38',
    '诉求解决（已解决/全部，未报留空）：分母': '61',
    经验与不足: '首次发声前的内部核实可以更快。',
    '整改事项 1': '建立企业运力日报',
    '责任单位 1': '本局客运科',
  })
  await act(he, '评估签审', { 批准意见: '同意' })
}
