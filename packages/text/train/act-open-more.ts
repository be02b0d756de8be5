/** More sentences of our own with their speech acts. Written before the rules, but by the hand that wrote the rules next: so they count as open. */
export const ACTS_OPEN_MORE = `
complaint | 昨天在云州南站打车，师傅看我拎着箱子张嘴就要一百
complaint | 17路的司机一路急刹，老人差点摔倒，提醒一句还翻白眼
complaint | 小区门口的坑已经大半年了，反映过好几次都没人来填
complaint | 我要举报一辆没有任何标识的面包车天天在站前广场拉客
complaint | 网约车起步没走多远就加价，申诉三次全被驳回
complaint | 驾校收了钱就不排课，一年了科目二还没摸过车
complaint | 客服电话永远在排队，等了四十分钟自动挂断
complaint | 校车超载，十九座的车塞了三十多个娃
complaint | 运管所窗口让我来回跑了四趟，每次少一份材料
complaint | 大货车半夜轰隆隆从村里过，房子都震裂了
complaint | 修路把水管挖断两天了，也没见有人来抢修
complaint | 收费站只开一个口，排了两公里
complaint | 检测站非要我换四条轮胎才给过，分明是坑人
complaint | 公交APP显示还有两站，结果等了半小时影子都没有
complaint | 来电人投诉出租车司机中途甩客，要求退还车费
complaint | 强烈要求查处夜间在云安大道飙车的渣土车
complaint | 包车公司收了定金人就失联了，钱也要不回来
complaint | 隧道里的灯瞎了一大半，开进去心里直打鼓
complaint | 说好国庆前通车，这都快元旦了围挡还在那杵着
complaint | 乡村客运司机嫌人少干脆不发车，把我们几个晾在镇上
complaint | 答复内容与事实不符，坑根本没填
complaint | 治超站对本地车睁一只眼闭一只眼，外地车逢车必罚
complaint | 站台连个遮雨的棚子都没有，一下雨全成落汤鸡
complaint | 公交车空调坏了一个夏天，车厢像蒸笼
complaint question | 这座桥都封了八个月了，到底什么时候能开通？
complaint question | 多扣了我两次过路费，请问找谁退？
complaint question | 末班车说停就停，连个通知都没有，以后晚上怎么回家？
complaint question | 欠我们的运输款拖了半年，想问一下该去哪里反映？
complaint | 难道非要等出了人命才来修吗
complaint | 收了钱不办事，还有没有人管了？
complaint | 这样的破路也好意思收费？
complaint | 公交公司是给自己家开的吗，说不来就不来？
complaint | 凭什么外地车就得多交钱？
complaint | 谢谢贵局的拖延，让我在寒风里多站了一个钟头
complaint | 感谢这条烂路，一个月报销我两个轮胎
complaint | 真是给你们点赞啊，投诉了仨月一个电话都没回
complaint | 服务可真“好”，问三句答一句还甩脸子
complaint | 效率真高，一个证办了四个月
complaint | 呵呵，好一个便民服务，窗口十个关了九个
complaint suggestion | 早高峰根本挤不上去，建议多派两趟车
complaint suggestion | 路口没有红绿灯，上个月连着出了三起事故，希望能装个信号灯
complaint suggestion | 站牌字小得看不清，老人天天坐错车，能不能换成大字的
complaint suggestion | 出租车拒载成风，建议把驾驶员信用分公开
complaint suggestion | 村口弯道视线差，常有摩托摔倒，请求加装凸面镜
complaint praise | 司机态度挺好，热心帮老人提行李，就是车里太脏了
complaint praise | 上次反映的路灯修好了，感谢，但是隔壁巷子还是一片漆黑没人管
question | 请问持外地老年证能免费坐云州公交吗
question | 从业资格证遗失补办要带哪些材料
question | 想咨询一下，货车进城通行证网上能办吗？
question | 有谁知道2号线周末几点收车
question | 绕城高速北段什么时候通车啊
question | 新能源网约车的准入标准是什么
question | 怎么查自己的驾驶员证有没有年审
question | 麻烦问下从云州东站到云安医院坐哪趟车
question | 定制公交在哪个小程序上预约？
question | 农村客运补贴今年还发不发
question | 道路运输证年审需要本人到场吗？
question | 危货押运员考试多久组织一次
question | 老年卡丢了要去哪补
question | 请教一下，超限运输许可要提前几天申请
question | 学生月票多少钱一张
question | 如果遇到司机拒载，应该打哪个电话
question rumour | 听说月底公交要涨价，是真的吗？
question rumour | 朋友圈都在传明天出租车不出车了，有这回事没？
question rumour | 网上说北渡口要关了，谁能给个准信？
suggestion | 建议在职教中心门口加一对公交站牌
suggestion | 能否把首班车提前到五点半，方便早班工人
suggestion | 希望在渡口增设候船室
suggestion | 希望公交线路能延伸到高新区产业园
suggestion | 可否考虑在老城区试行微循环巴士
suggestion | 提议给村道弯道补划中心线
suggestion | 要是能在站台装上实时到站屏就好了
suggestion | 个人觉得专用道可以分时段向社会车辆开放
suggestion | 不妨把两条重复的线路合并，省下的车补到郊区
suggestion | 恳请贵局在龙湖小区西门增开一趟晚班车
suggestion | 最好给出租车统一换装电子发票设备
suggestion | 盼望早日开通到机场的直达大巴
suggestion | 提个小建议，车厢里的报站声可以再大一点
suggestion | 希望有关部门考虑给养护工人配夏季降温用品
suggestion praise | 新站台很漂亮，给个赞，建议再加几把座椅
suggestion praise | 司机师傅服务特别好，希望多排点这样的班次
praise | 感谢云州公交6路的王师傅，捡到我的钱包一直等我回来取
praise | 给12328的话务员点个大大的赞，讲得明明白白
praise | 执法队员冒雨帮我换备胎，太感动了
praise | 今天去办证，十分钟搞定，服务没得说
praise | 必须表扬一下昨晚送我回家的出租车司机，多给的钱硬是退了回来
praise | 养护站的师傅们辛苦了，一夜之间就把塌方清完了
praise | 乡亲们自发给修路队送来锦旗
praise | 新开的旅游专线真方便，一个小时就到景区
praise | 非常满意，问题当天就解决了
praise | 家门口通了柏油路，出门再不用踩泥巴，日子越过越好
praise | 司机等老人坐稳了才起步，这份耐心让人暖到心里
praise | 回访的小姑娘态度亲切，处理得也快，五星好评
praise | 谢谢你们帮我把丢失的助听器找回来
praise | 为雪夜坚守的收费员竖大拇指
praise | 春运志愿者一路把我妈送上车，真的太谢谢了
praise | 这次整改动真格，车站变化很大，好样的
rumour | 听说公交公司下个月要裁一半司机
rumour | 网传云州要取消老年卡免费政策
rumour | 据说这条高速质量有问题，年底就得返工
rumour | 小道消息，运价调整方案已经内定了
rumour | 群里都在传，说渡船昨天差点沉了
rumour | 有人说驾校老板已经跑到外地了
rumour | 不知道真假，都说那辆车上有好几个伤员
rumour | 刚收到朋友转的消息，南站被封了，未经证实
rumour | 我也是听别人讲的，治超罚款是有任务的
rumour | 坊间传言出租车经营权又要拍卖
rumour | 内部人士透露，12号地铁要停工，大家看看就好
call | 各位师傅，周五上午九点一起到市政府门口讨说法
call | 兄弟们明天都别出车，看他们降不降份子钱
call | 26号全市出租车集体停运，大家互相转告
call | 咱们全村后天都去路口堵着，一辆渣土车也不放过去
call | 号召全体网约车司机本周日统一下线停运
call | 被驾校骗了钱的学员，周一上午到运管局门口集合拉横幅
call | 明早八点，货车师傅们一起上高速慢行抗议，看到的扩散
call | 大伙儿一块去上访，人多力量大
call | 我们约好下周一罢运，谁出车谁是叛徒
call | 业主们，周六上午十点小区门口集合，一起去堵施工大门
call complaint | 份子钱又涨了，没法活了，后天大家一起把车停到市府广场去
denial | 云州市交通运输局郑重声明：网上流传的涨价通知系伪造
denial | 经核实，我市未发生出租汽车停运事件，各线路运营正常
denial | 那条视频是三年前外地的，不是云州，大家别传了
denial | 辟谣！北渡口沉船为不实信息
denial quotation | 针对网传老年卡取消一事，市局回应：没有此事
denial | 我就在现场，根本没有堵路，都散了吧
denial quotation | 官方通报：所谓司机被打致死纯属编造
denial | 公交集团澄清，并无裁员计划
denial | 说公交停运的都是瞎编，我刚坐完
denial | 经查，网民所发大桥坍塌图片为移花接木
denial | 别信群里那些话，假的，车照样跑
denial rumour | 有传言称油价补贴取消，我打电话问了，没这回事
quotation | 云州日报记者报道，昨晚一辆货车在环城路侧翻
quotation complaint | 有网友称，等了一个小时没有一辆公交
quotation | 张师傅告诉记者：“现在跑一天也就挣个饭钱。”
quotation | 市局负责人表示，年内完成全部危桥改造
quotation | 转发：关于调整国庆假期班次的公告
quotation | 据央视新闻消息，多地高速因大雾封闭
quotation complaint | “我们已经三个月没发工资了。”一名驾驶员对本报说
quotation | 目击者说，两辆车是在路口撞上的
quotation | 警方通报称，驾驶员已被控制，事故原因正在调查
quotation complaint | 多名市民向本报反映，52路公交车经常到站不停
quotation complaint | 网友吐槽：等车一小时，坐车五分钟
quotation complaint | 有乘客投诉称，客运站强行搭售保险
quotation denial | 交通局回应称，所谓罚款指标并不存在
quotation denial | 市局新闻发言人表示，停运系误传，请市民放心出行
quotation praise | 乘客李女士激动地说：“太感谢这位司机了！”
denial | 网传号召停运系谣言，警方已介入调查
- | 7路公交自11月20日起恢复原线路运行
- | 昨日上午，市交通运输局召开安全生产例会
- | 全市现有客运班线一百二十条
- | 感谢您的来电，祝您生活愉快
- | 受降雪影响，部分省道实行交通管制
- | 我市将开展出租汽车行业专项整治，严厉打击拒载、绕路等行为
- | 意见建议征集活动将于本月底结束
- | 投诉电话12328，二十四小时受理
- | 我们建议广大驾驶人提前规划路线，错峰出行
- | 为方便群众咨询，窗口延长服务时间
- | 大桥维修期间，请过往车辆减速慢行
- | 会议强调，要认真办理群众投诉，提高满意率
- | 我每天坐12路去上班，单程二十五分钟
- | 公开招聘公交驾驶员二十名，有意者请报名
- | 欢迎大家参加周日的无车日骑行活动，上午九点人民广场集合
- | 今年以来共受理咨询八百件、投诉六十件，满意率百分之九十五
- | 首届最美驾驶员评选揭晓，十人获奖
- | 云安区完成村道安全护栏安装四十公里
- | 已收到您的建议，我们将认真研究
- | 今天路上车不多，二十分钟就到单位了
- | 农村公路管理办法自明年一月一日起施行
- | 请各客运企业于周五前报送节前检查情况
- | 出租汽车驾驶员继续教育本周开班
- | 您的诉求已转交云安区办理，请耐心等待
`
