/** One article as a partner pushes it through the WeChat door. */
export type Article = Readonly<{ externalId: string; title: string; text: string }>

/** Markup that would tell on itself if any page ran it: once as such, once written so that only careless reading makes markup of it. */
export const HOSTILE: Article = {
  externalId: 'hostile-1',
  title: '出租车停运？</title><script>window.__pwned = 1</script>',
  text:
    '网传出租车停运，图为现场 <img src="https://pay.example/x.png" onerror="window.__pwned = 2"> ' +
    '&lt;script&gt;window.__pwned = 3&lt;/script&gt; &lt;img src="https://pay.example/y.png" onerror="window.__pwned = 4"&gt; ' +
    '<a href="javascript:window.__pwned=5">点这里</a> 转发告知。',
}

/** Two matters that need people at once, so that the inbox holds more than the storm. */
export const GRAVE: readonly Article[] = [
  {
    externalId: 'ferry-1',
    title: '上湾渡口一渡船侧翻',
    text: '今晨上湾渡口一艘渡船侧翻，已造成两人死亡，市民质疑渡口长期无人检查救生衣。',
  },
  {
    externalId: 'school-bus-1',
    title: '学生乘坐的公交车追尾',
    text: '早高峰一辆载有学生的公交车在大桥上追尾，多名学生受伤，家长追问公交班次为何总是超员。',
  },
]
