import type { Cue } from '@guanlan/domain'

/** Risk words by layer (domain rules §7). Appealing and complaining are lawful acts: these words raise attention, never blame. */
export const CUE_WORDS: Readonly<Record<Cue['kind'], string>> = {
  action:
    '罢运 罢工 停运 停驶 围堵 堵路 堵门 堵桥 静坐 集会 游行 示威 上访 联名 联名信 拉横幅 打横幅 集体停运 集体罢运 集体上访 讨说法 维权 聚众 串联 聚集',
  casualty: '死亡 身亡 遇难 丧生 伤亡 受伤 重伤 轻伤 失联 溺亡 坠河 翻车 侧翻 起火 自燃 爆炸 坍塌 追尾',
  conflict: '冲突 殴打 打人 推搡 暴力执法 野蛮执法 强行扣车 抗法 打砸 辱骂 抢手机 逼停 围殴 动手打 拉扯 追车',
  corruption: '索贿 受贿 行贿 贪污 腐败 回扣 好处费 保护伞 吃拿卡要 钓鱼执法 罚款指标 以权谋私 暗箱操作 利益输送',
  interest: '乱收费 涨价 拖欠 跑路 退费 不退费 多扣费 重复扣费 欠薪 讨薪 补偿款 份子钱 抽成 强制搭售 卷款 乱罚款 高价',
  complaint:
    '投诉 举报 不满 恶劣 敷衍 推诿 踢皮球 不作为 拒载 绕路 甩站 甩客 宰客 太差 没人管 无人管 刁难 投诉无门 骂人',
}

/** Words that are a cue only when the clause also has one of these: a line that stops for snow is no strike. */
export const CUE_NEEDS: ReadonlyMap<string, RegExp> = new Map([
  ['停运', /司机|师傅|驾驶员|的哥|出租|车主|集体|抗议|罢|自发|联合|货车|网约|一起|咱们|全城停运|兄弟们|都停/],
  ['停驶', /司机|师傅|驾驶员|的哥|出租|车主|集体|抗议|罢|自发|联合|一起|咱们|兄弟们|都停/],
  ['聚集', /网约|出租|司机|师傅|群众|村民|业主|乘客|人员|多人|上百|数十|门口|政府/],
  ['冲突', /肢体|执法|司机|乘客|群众|双方|发生|爆发|起了|激烈|暴力|警|保安|城管|摊|两边|打/],
  ['联名', /信|上书|反映|要求|请愿|司机|村民|业主/],
  ['串联', /司机|人员|群|罢|集体/],
])

/** Words that are no cue when the sentence has one of these: an office counts what came in. */
export const CUE_UNLESS: ReadonlyMap<string, RegExp> = new Map([
  ['投诉', /受理|办结|满意率|投诉[率量]|[0-9一二三四五六七八九十百千]+[件宗起]|已办理|热线开通/],
  ['举报', /受理|办结|举报[率量]|[0-9一二三四五六七八九十百千]+[件宗起]|热线开通/],
])

/** Phrases in which a cue word is no cue. */
export const CUE_TRAPS: readonly string[] = [
  '停运公告',
  '冲突检测',
  '时间冲突',
  '不冲突',
  '起火车',
  '投诉电话',
  '投诉热线',
  '投诉渠道',
  '投诉方式',
  '举报电话',
  '举报热线',
  '举报渠道',
  '举报邮箱',
  '举报奖励',
  '轻伤不下火线',
  '反腐败',
  '消费维权',
]
