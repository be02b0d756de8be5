import type { GazetteerEntry } from '../src/gazetteer.ts'

/** A table of names as a bureau would import it; some of the names in our sentences stand in it, the others do not. */
export const TEST_NAMES: readonly GazetteerEntry[] = [
  { kind: 'place', id: 'area-1', name: '云安区' },
  { kind: 'place', id: 'area-2', name: '云溪县' },
  { kind: 'place', id: 'area-3', name: '云西新区' },
  { kind: 'place', id: 'place-1', name: '南屏市场' },
  { kind: 'place', id: 'place-2', name: '锦绣家园' },
  { kind: 'place', id: 'place-3', name: '市中医院', aliases: ['中医院'] },
  { kind: 'place', id: 'bridge-1', name: '望湖大桥' },
  { kind: 'place', id: 'ferry-1', name: '老码头渡', aliases: ['老码头渡口'] },
  { kind: 'station', id: 'station-1', name: '云州东站', aliases: ['云州高铁东站'] },
  { kind: 'station', id: 'station-2', name: '北岭客运站' },
  { kind: 'station', id: 'station-3', name: '云州汽车总站', aliases: ['客运总站'] },
  { kind: 'road', id: 'road-311', name: 'G311', aliases: ['311国道'] },
  { kind: 'road', id: 'road-1', name: '澄江大道' },
  { kind: 'line', id: 'line-203', name: '203路' },
  { kind: 'organisation', id: 'firm-1', name: '云州公交集团', aliases: ['云州公交'] },
  { kind: 'organisation', id: 'firm-2', name: '云通出租' },
  { kind: 'organisation', id: 'hospital-1', name: '市一院', aliases: ['云州市第一人民医院'] },
]
