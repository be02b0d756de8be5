/** Words by what they say of the risk word near them. Blanks part the words; the longest at a place wins and covers the shorter. */
export const STANCE_WORDS = {
  /** Turn round what follows in the clause. */
  negator:
    '没有 没 未 不 无 非 勿 莫 别 不要 不用 不会 不想 未曾 没有出现 未出现 未发现 没有发现 没有发生 未发生 未造成 没有造成 并未 并没有 并没 并不 并非 并无 不是 从不 从未 从来没有 从没 绝不 决不 不再 谈不上 称不上 算不上 不存在 根本没有 根本没 杜绝 严禁 禁止 取消 否认 拒绝 停止 放弃 反对 坚决反对 抵制 劝阻 制止 不得',
  /** The negators that say how things are, not how they shall be. */
  asserting:
    '没有 没 未 无 不会 没有出现 未出现 未发现 没有发现 没有发生 未发生 并未 并没有 并没 并不 并非 并无 不是 从未 从来没有 不存在 根本没有 根本没',
  /** After one of these the negation is over: 没办法才罢运, 不给说法就罢运, 不打表还绕路. */
  over: '还 又 也 就 只能 只好 才 但 却 导致 引发 于是 所以 反而 更 而且 成了',
  /** Look like a negator and are none. */
  noNegator:
    '会不会 是不是 能不能 要不要 有没有 可不可以 不得不 不仅 不但 不只 不光 不断 不少 不满 不久 不料 不论 不管 无论 无奈 没想到 没办法 非法 非常 未来 别人 特别 非但 不止 无故 无良 别的 分别 区别 级别 性别 个别 无人机 不同 不过 不知 没过 没停 不说 并非第一次 不是第一次 不止一次 忍无可忍 无缘无故 莫名 不如 非得 不容 不堪 不能让 无证 无牌 无照 无视 未来得及 没完没了 求辟谣 没辟谣 不得已 除非 别再',
  /** Take back what was told, and say so by themselves. */
  flat: '谣言 辟谣 谣传 子虚乌有 没有此事 并无此事 无此事 系误传 误传 假消息 纯属虚构 纯属捏造 纯属编造 纯属谣言 瞎编 胡编 造谣 虚假消息 没这回事 没有这回事 没有的事 没这事 不信谣 不传谣 勿信 别信 不要相信 请勿传播 澄清 移花接木 与我市无关 与我市无任何关系 别传了 别再传 断章取义 恶意拼接 毫无根据',
  /** Take back what the sentence told, if it told a claim. */
  denial:
    '不实 并不存在 不属实 捏造 编造 为虚假 虚假信息 没有依据 没有根据 是假的 都是假的 假的 不是真的 不是事实 与事实不符 旧闻 系伪造 伪造 系合成 嫁接 从未出台 从未发布 未出台 没有发生 并未发生 不会发生 未发生 已结束 已经结束 已平息 摆拍',
  /** What is told has not happened, or need not have: imagined, feared, practised for, fought in general. */
  supposed:
    '如果 假如 假设 倘若 要是 若是 若 如遇 遇到 一旦 万一 即使 哪怕 是否 会不会 会否 是不是 要不要 有没有 可能 或将 防止 防范 避免 谨防 严防 以防 以免 预防 预案 演练 应对 要等到 非要 非得等 等到 警惕 小心 当心 杜绝 打击 整治 重点整治 集中整治 专项治理 治理 能不能 可不可以 到底能 怎么防',
  /** Someone asks, before or beside what is told. */
  ask: '求证 求辟谣 求真相 请问 咨询 咨询一下 想问 想问下 想问问 想问一下 问一下 问下 问问 求问 请教 请教一下 麻烦问 想咨询 有人知道 有谁知道 谁知道 谁能告诉 求助 求解 求告知 想了解 想知道 有没有人知道 跪求 求推荐',
  /** Asks whether it is so. */
  whether:
    '真的吗 真的假的 真的么 是真是假 是真还是假 是真的还是假的 真假 属实吗 属实么 有这回事吗 有这回事没 有这回事 真有此事 确有此事吗 是谣言吗 准信 是不是真的 是真的吗 吗 么',
  past: '去年 前年 往年 当年 早年 早年间 曾经 曾 曾因 年前 多年前 历史上 上一次 前几年 几年前 那年 那时候 过去常 小时候 早在 以前 前些年',
  /** Brings the sentence back from the past. */
  now: '今年 今天 今早 现在 如今 昨天 昨晚 昨日 刚才 刚刚 目前 还是 依然 依旧 又开始',
  /** Passes on what nobody stands behind. */
  hearsay:
    '网传 据传 据说 听说 有人说 有人讲 传言 传闻 流传 疯传 谣传 听朋友 听朋友讲 听朋友说 听同事说 听同事讲 听别人说 听别人讲 听人说 听人讲 听邻居说 听老乡说 听亲戚说 小道消息 内部消息 内部人士 都在传 都在说 群里说 群里有人 群里都说 网上说 网上都说 网上传 坊间 坊间传言 坊间流传 有传言称 未经证实 不知真假 不知道真假 朋友转的消息 传得沸沸扬扬 未证实 风声 听闻 据知情人',
  /** Passes on the words of someone who was there or claims it. */
  told: '有网友称 网友称 网友说 网友爆料 网友发帖 有人称 有人爆料 据报道 媒体报道 报道称 据称 扬言 号称 声称 消息称 爆料称 爆料 目击者称 目击者说 目击者 乘客称 司机称 村民称 家属称 当事人称 告诉我 透露 所谓 自称 转述',
  /** A question that says what it asks. */
  rhetorical:
    '难道 凭什么 谁给你们 敢说 还有没有 有没有人管 还有王法 还让不让人 还让不让 岂能 岂不是 怎么好意思 好意思 良心何在 天理何在 何在 谁来管 有人管吗 没人管吗 就没人管 你们就是这样 算什么 什么时候是个头 值得表扬? 给自己家开 哪门子',
} as const
