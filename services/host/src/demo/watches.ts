import type { EpochMs, Watch } from '@guanlan/domain'

const watch = (id: string, name: string, query: string, createdAt: EpochMs): Watch => ({
  id,
  name,
  query,
  topics: [],
  regions: [],
  owner: 'lin',
  active: true,
  createdAt,
})

/** What the fictional bureau follows. */
export function demoWatches(now: EpochMs): readonly Watch[] {
  return [
    watch('taxi-reform', '出租汽车改革', '出租车 OR 出租汽车 OR 的士 OR 网约车 OR 份子钱 OR 经营权', now),
    watch('bus', '公交服务', '公交 OR 班次 OR 甩站 OR 老年卡', now),
    watch('roads', '道路养护', '坑槽 OR 路面 OR 施工 OR 大桥 OR 农村公路 OR 村道 OR 半幅', now),
    watch('driving', '驾培市场', '驾校 OR 教练 OR 学车', now),
    watch('travel', '客运与水运', '客运站 OR 班线 OR 渡口 OR 停航 OR 黑车', now),
  ]
}
