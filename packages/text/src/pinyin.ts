/** How the characters of the words worth hiding are read, by syllable; one that is read in two ways stands under both. */
const READINGS = `
ai:碍 an:暗案安 ba:罢霸 bai:败 bang:绑 bao:报爆保包暴 bei:被 bi:逼闭庇 biao:标 bu:不捕 cai:财裁 cao:操 cha:差查 chai:拆 che:车扯撤 cheng:成城 chi:吃迟
chong:冲重 chou:抽 chu:处触 chuan:串穿 chuang:闯 chui:吹 ci:辞刺 cong:聪 cu:促簇 da:打搭 dai:贷代带 dan:担 dang:党挡 dao:倒 di:抵底敌 diao:钓吊刁
dong:动 du:堵毒渎赌 dui:队 duo:多 e:恶 fa:罚发法 fan:翻反犯烦贩 fang:访 fei:费非 fen:份愤 feng:封疯 fu:伏敷腐服付复幅 gai:改 gan:赶 gao:高告搞
gong:工公攻 guan:关官管 guo:过 hai:害 hao:好 he:喝河 hei:黑 heng:横 hu:护 hua:话 huan:患 hui:会回毁贿 huo:火祸 ji:集急击机绩激 jia:价加驾假
jian:奸 jiao:交 jie:劫揭截 jin:禁 jing:静警 jiu:球 ju:聚举拒 juan:卷捐 jue:决 ka:卡 kai:开 kang:抗 kao:靠 ke:课客 kou:扣 ku:哭 kuan:款 kui:亏
la:拉 lan:拦滥蛮 lang:浪 lao:劳 le:勒 lei:累 li:力利联 lian:联连 lie:劣裂 liu:流 lu:路露赂 luan:乱 lun:轮 lue:略 ma:骂码 mai:买卖 man:瞒满
men:门闷 ming:名命 mo:没 mou:谋 mu:幕 na:拿闹 nan:难 nao:闹 ni:逆溺 nu:怒 ou:殴 pai:牌 pao:跑 pei:赔 pi:皮批 pian:骗 piao:漂 po:迫破 pu:扑
qi:起欺气期 qian:欠签钱 qiang:强抢枪 qiao:敲桥翘 qin:侵 qing:轻请情 qiu:球求 qu:取去 quan:权劝 qun:群 ran:燃 ren:人认 ru:辱 sai:塞 san:伞散 sang:丧搡
sao:扫骚 se:色 sha:杀沙 shan:煽 shang:上伤 shao:烧 she:社舍 shen:身审 sheng:生声 shi:驶示市失事 shou:受收手 shu:输属 shuai:甩 shuo:说 si:死私 song:送 su:诉宿
suo:索 ta:坍塌踏 tai:太 tan:贪谈 tao:讨 ti:体踢 ting:停挺 tong:痛 tou:投 tu:突图 tui:退推 tuo:拖脱 wang:网亡 wei:威维围违尾诿为伪 wen:问稳 wo:窝 wu:污无诬辱
xi:袭 xia:瞎吓 xian:险 xiang:箱响 xie:挟携胁 xin:薪信 xing:行刑 xu:虚 xuan:选 xun:讯 yan:演言严衍 yao:要谣 ye:野 yi:议以益移 yin:隐 ying:迎 you:游 yu:遇鱼
yuan:愿怨冤 yun:运晕 za:砸 zai:宰载灾 zao:造糟遭 zei:贼 zha:炸诈 zhai:债 zhan:占站战 zhang:涨账 zhao:招 zhe:折 zhen:镇 zheng:争政证 zhi:执制指治职 zhong:重众中
zhou:咒 zhua:抓 zhuan:转赚 zhuang:撞 zhui:追坠 zi:自子 zou:走揍 zu:阻 zui:罪 zuo:坐作
`

const syllables = new Map<string, string[]>()
for (const entry of READINGS.trim().split(/\s+/)) {
  const [syllable, characters] = entry.split(':')
  for (const character of characters!) {
    const known = syllables.get(character)
    if (known === undefined) syllables.set(character, [syllable!])
    else known.push(syllable!)
  }
}

/** How a character is read, in letters without tones; empty for one that stands in no word worth hiding. */
export function readingsOf(character: string): readonly string[] {
  return syllables.get(character) ?? []
}

const TONES: readonly string[] = ['aāáǎàâ', 'eēéěèê', 'iīíǐì', 'oōóǒòô', 'uūúǔùüǖǘǚǜ']

/** Letters that carry a tone, with the letter they are without it. */
export const TONED: ReadonlyMap<number, number> = new Map(
  TONES.flatMap(group => [...group.slice(1)].map(letter => [letter.charCodeAt(0), group.charCodeAt(0)] as const)),
)
