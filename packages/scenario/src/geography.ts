import { type Chance, chance } from './chance.ts'

/** The names one city is told with. A seed chooses and deals them; the city's own name never changes. */
export type Geography = Readonly<{
  city: '云州市'
  districts: readonly string[]
  towns: readonly string[]
  streets: readonly string[]
  bridges: readonly string[]
  roads: readonly string[] // numbered roads, "X217"
  busLines: readonly string[] // "203路"
  stops: readonly string[]
  schools: readonly string[]
  drivingSchools: readonly string[]
  taxiCompanies: readonly string[]
  platforms: readonly string[] // ride-hailing
  coachStations: readonly string[]
  ferries: readonly string[]
  tollStations: readonly string[]
  hospitals: readonly string[]
  villages: readonly string[]
}>

/** The parts of the geography that hold lists, so that a slot can name one. */
export type Places = Readonly<{
  [K in keyof Geography as Geography[K] extends readonly string[] ? K : never]: readonly string[]
}>

const DISTRICTS = ['临江区', '北岭区', '云溪县', '南屏区', '望湖区', '石城县', '云西新区']
const TOWNS = ['石桥镇', '柳塘镇', '青坡镇', '上湾镇', '竹溪乡', '白石镇', '双塘镇', '马鞍岭镇', '枫树坪镇', '河口镇']
const STREETS = [
  '澄江大道',
  '人民东路',
  '望湖街',
  '滨江西路',
  '育林路',
  '建设北路',
  '云岭大道',
  '老车站街',
  '环城南路',
  '湖滨路',
  '锦绣街',
  '站前路',
  '工农路',
  '学府路',
]
const BRIDGES = ['澄江大桥', '望湖大桥', '云溪二桥', '北岭立交桥', '南屏大桥', '柳塘桥', '临江三桥']
const LINES = [
  '203路',
  '17路',
  '8路',
  '36路',
  '112路',
  '26路',
  '5路',
  '301路',
  '49路',
  '61路',
  '22路',
  'K3路',
  '108路',
  '71路',
  '15路',
  '219路',
]
const STOPS = [
  '育林中学',
  '市一院',
  '望湖公园',
  '云州东站',
  '南屏市场',
  '工农新村',
  '澄江花园',
  '会展中心',
  '老电影院',
  '北岭客运站',
  '学府路口',
  '云西广场',
  '师专',
  '锦绣家园',
]
const SCHOOLS = ['育林中学', '云州三中', '望湖小学', '北岭实验学校', '澄江外国语', '石桥中学', '南屏一小']
const DRIVING = ['顺达驾校', '安途驾校', '宏远驾校', '新起点驾校', '云翔驾校', '捷行驾校', '平川驾校', '金钥匙驾校']
const TAXI = ['云通出租', '澄江的士公司', '顺风达客运', '望湖汽车出租', '南屏客运公司', '益民出租', '飞雁客运']
const PLATFORMS = ['小路出行', '云途约车', '快步打车', '同行优车', '橙子快车']
const STATIONS = ['南屏客运站', '北岭客运站', '云州汽车总站', '云溪客运站', '城西客运中心', '石城汽车站']
const FERRIES = ['白鹭渡口', '上湾渡口', '老码头渡', '柳塘渡口', '河口渡', '芦洲渡口']
const TOLLS = ['云西收费站', '北岭收费站', '云州南收费站', '石城收费站', '柳塘互通收费站']
const HOSPITALS = ['市一院', '市中医院', '云溪县医院', '妇幼保健院', '北岭区医院']
const VILLAGES = ['上坪村', '大垅村', '河沿村', '桃树湾村', '新联村', '老屋村', '水车村', '云脚村', '石门村', '樟木村']

/** Lists whose names tell one happening from another; the others (streets, districts …) are shared by all talk. */
const TELLING = [
  'bridges',
  'roads',
  'busLines',
  'schools',
  'drivingSchools',
  'platforms',
  'coachStations',
  'ferries',
  'tollStations',
] as const

/**
 * Two views of one geography that share no telling name, so that a single complaint about a bus line is never taken,
 * rightly, for part of a true happening on that very line.
 */
export function divided(whole: Geography): Readonly<{ talk: Geography; happenings: Geography }> {
  const half = (parity: number) =>
    Object.fromEntries(TELLING.map(key => [key, whole[key].filter((_, i) => i % 2 === parity)]))
  return { talk: { ...whole, ...half(1) }, happenings: { ...whole, ...half(0) } }
}

/** The geography of one seed: every list dealt in the seed's own order, so that its first names are the common ones. */
export function geography(seed: number): Geography {
  const deal = chance(seed, 'geography')
  const roads = new Set<string>()
  while (roads.size < 9) roads.add(`${deal.pick(['X', 'X', 'S', 'G', 'Y'])}${deal.between(101, 399)}`)
  const most = <T>(list: readonly T[]) => deal.shuffled(list).slice(0, Math.max(4, Math.ceil(list.length * 0.75)))
  return {
    city: '云州市',
    districts: most(DISTRICTS),
    towns: most(TOWNS),
    streets: most(STREETS),
    bridges: most(BRIDGES),
    roads: [...roads],
    busLines: most(LINES),
    stops: most(STOPS),
    schools: most(SCHOOLS),
    drivingSchools: most(DRIVING),
    taxiCompanies: most(TAXI),
    platforms: most(PLATFORMS),
    coachStations: most(STATIONS),
    ferries: most(FERRIES),
    tollStations: most(TOLLS),
    hospitals: most(HOSPITALS),
    villages: most(VILLAGES),
  }
}

const LISTS: Readonly<Record<string, keyof Places>> = {
  district: 'districts',
  town: 'towns',
  street: 'streets',
  bridge: 'bridges',
  road: 'roads',
  line: 'busLines',
  stop: 'stops',
  school: 'schools',
  driving: 'drivingSchools',
  taxi: 'taxiCompanies',
  platform: 'platforms',
  station: 'coachStations',
  ferry: 'ferries',
  toll: 'tollStations',
  hospital: 'hospitals',
  village: 'villages',
}

/**
 * Slots for one item: a name once filled stays filled, so a title and its text speak of the same place; `street2` is
 * another street than `street`.
 * `fixed` wins over the lists, e.g. the place of a true happening or a day of the calendar.
 * @throws {RangeError} for a slot nobody fills, which is a mistake in our own wording
 */
export function slots(
  places: Places,
  draw: Chance,
  fixed: Readonly<Record<string, string>> = {},
): (name: string) => string {
  const filled = new Map<string, string>()
  return name => {
    const known = fixed[name] ?? filled.get(name)
    if (known !== undefined) return known
    const value = fill(places, draw, name, filled)
    filled.set(name, value)
    return value
  }
}

function fill(places: Places, draw: Chance, name: string, filled: ReadonlyMap<string, string>): string {
  const base = name.endsWith('2') ? name.slice(0, -1) : name
  const list = LISTS[base]
  if (list !== undefined) {
    const first = base === name ? undefined : filled.get(base)
    return draw.pick(places[list].filter(place => place !== first))
  }
  const figure = FIGURES[base]
  if (figure === undefined) throw new RangeError(`no filling for the slot ${name}`)
  return figure(draw)
}

const FIGURES: Readonly<Record<string, (draw: Chance) => string>> = {
  few: draw => draw.pick(['两', '三', '四', '五', '3', '4']),
  minutes: draw => String(draw.pick([15, 20, 25, 30, 35, 40, 45, 50])),
  yuan: draw => String(draw.pick([12, 15, 18, 22, 25, 28, 35, 40, 58])),
  fee: draw => String(draw.pick([1800, 2600, 2980, 3200, 3680, 4200, 4500])),
  km: draw => String(draw.between(2, 9)),
  stake: draw => `K${draw.between(2, 88)}+${String(draw.between(1, 9) * 100)}`,
  hourWord: draw => draw.pick(['早高峰', '晚高峰', '早上七点多', '下班点', '中午', '傍晚', '今早', '昨晚']),
  clock: draw => `${draw.between(6, 21)}:${draw.pick(['05', '10', '20', '30', '40', '50'])}`,
  name: draw => draw.pick(['小周', '老陈', '阿强', '李姐', '王师傅', '赵叔', '小夏', '吴女士', '何先生', '孙阿姨']),
  tail: draw => draw.pick(['0312', '1786', '2051', '3390', '4417', '0926', '6108']),
  count: draw => String(draw.between(3, 60)),
  elsewhere: draw => draw.pick(['青岚市', '松陵市', '海澄市', '白川市', '洛屏市', '云麓市', '南霁县', '桐川县']),
  surname: draw => draw.pick(['周', '陈', '王', '李', '赵', '孙', '吴', '何', '邓', '罗']),
  lastBus: draw => draw.pick(['19:30', '20:00', '20:30', '21:00']),
  rent: draw => String(draw.pick([160, 175, 188, 196, 210, 225, 240])),
  gas: draw => String(draw.pick([55, 60, 70, 85, 90])),
  money: draw => String(draw.pick([120, 180, 260, 320, 480, 650])),
  phone: fictionalPhone,
  idCard: fictionalIdCard,
}

/** A telephone number of the right shape that no one can have: its area digits are all zero. */
export function fictionalPhone(draw: Chance): string {
  return `1${draw.pick(['38', '59', '77', '86'])}0000${String(draw.int(10_000)).padStart(4, '0')}`
}

/** An identity number with a valid check digit (GB 11643-1999, ISO 7064 MOD 11-2) of the region 99, which does not exist. */
export function fictionalIdCard(draw: Chance): string {
  const body = `990101${draw.between(1950, 2004)}${String(draw.between(1, 12)).padStart(2, '0')}${String(draw.between(1, 28)).padStart(2, '0')}${String(draw.int(1000)).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
  return `${body}${'10X98765432'[sum % 11]}`
}
