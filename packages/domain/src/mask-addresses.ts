import type { Cover } from './mask-sight.ts'

const N = '[0-9A-Za-z一二三四五六七八九十百零〇]{1,5}'
const JOIN = '[ \\-#.]{0,2}'
/** What counts things is no door: 6栋8栋, 8栋11层, 4栋8台. */
const NO_COUNT = '(?![0-9A-Za-z栋幢座台层级楼部个户人单套间米平家处吨万元年月])'
const BARE = `(?:[0-9A-Za-z]{1,5}|[一二三四五六七八九十百零〇]{3,5})${NO_COUNT}`
/** From the building on: 3幢2单元501室, 3-2-501, 七号楼501. */
const DOOR = new RegExp(
  `(?:${N}${JOIN}(?:号楼|幢|栋|座|号院|弄|号)${JOIN}(?:${N}${JOIN}(?:单元|门|梯|号楼|幢|栋)${JOIN})?(?:[负一二三四五六七八九十\\d]{1,3}(?:层|楼)${JOIN})?(?:${N}(?:室|房|号(?!线|楼))|${BARE})|${N}${JOIN}(?:号楼|幢|栋)${JOIN}${N}${JOIN}单元|${N}${JOIN}单元${JOIN}(?:${N}(?:室|号)|${BARE}))(?![0-9路线])`,
  'g',
)
const HOME =
  '(?:家住|住在|现住|居住[在于]|家庭[住地]址|住址|住所|户籍地?址?|居住地址?|我家在|家在|门牌|收件地址|住(?![户宅房院建址所客]))(?:[是为:：]|\\s){0,3}'
const PLACE = '[\\u4e00-\\u9fff]{2,24}?'
/** A home with its street number, rooms or not. */
const HOUSE = new RegExp(
  `${HOME}${PLACE}(?:\\d{1,5}${PLACE}){0,2}?(${N}(?:${JOIN}(?:号院|号楼|号|弄|幢|栋|组|室|单元))(?:${JOIN}${N}${JOIN}(?:号楼|幢|栋|单元|层|楼|室|户|号|房))*(?:${JOIN}\\d{2,4})?)(?!线)`,
  'g',
)
const ESTATE =
  /(?:小区|花园|家园|公寓|新村|苑|府|园|城|里|庭|湾|居|邸|庄|坊)[ ]?(\d{1,3}[-#/]\d{1,2}[-#/]\d{2,4}|\d{1,3}[-#]\d{3,4})(?!\d|[平米㎡万元层])/g

/** Doors of homes in a hotline order, from the building or street number on: the estate or street stays, for it says where the trouble is. */
export function addressCovers(text: string): readonly Cover[] {
  const covers: Cover[] = []
  for (const pattern of [DOOR, HOUSE, ESTATE]) {
    for (const match of text.matchAll(pattern)) {
      const door = match[1] ?? match[0]
      const from = match.index + match[0].length - door.length
      if (pattern !== DOOR || isDoor(door)) covers.push({ from, to: from + door.length, head: 0, tail: 0 })
    }
  }
  return covers
}

/** A room, or a building with a unit: a house number alone says where a shop or a stop is. */
const isDoor = (door: string) => /单元|室|房|[幢栋座]|号楼/.test(door) && /[\d一二三四五六七八九十百零〇]/.test(door)
