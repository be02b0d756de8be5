/** Sentences of our own with their speech acts, written after the first rules, which did badly on them; the rules were then widened with these in view. */
export const ACTS_OPEN_LATE = `
complaint | 城北驾校的考场费一涨再涨，学员敢怒不敢言
complaint | 家住六楼都能闻到沥青拌合站的味道，窗户一年没开过
complaint | 昨晚十一点在东站出口，几个拉客的围着我不让走
complaint | 新修的人行道才两个月砖就松了，一踩一脚泥水
complaint | 出租车计价器跳得飞快，同样的路平时十八今天三十二
complaint | 社区门口的公交站被私家车堵得严严实实，公交只能停在马路中央
complaint | 跨江大桥上的伸缩缝咣当咣当响，夜里根本睡不着
complaint | 货车从业人员年审要跑两个县，材料还互不认
complaint | 坐了一趟县际班车，座椅套发黑，垃圾没人扫
complaint | 平台判我全责，连行车记录都不看
complaint | 我们村的路被工程车轧成了搓衣板，施工方推给镇里，镇里推给县里
complaint | 投诉人称司机中途下车抽了两根烟，耽误赶火车
complaint | 服务区一碗面卖四十八，难吃得要命
complaint | 高速口指示牌写错了方向，害得我多跑六十公里
complaint | 老年人刷卡机报一声“老年卡”，整车人都盯着看，太伤自尊
complaint | 修车铺换了副厂件却按原厂收钱
complaint | 孩子放学要横穿没有斑马线的省道，家长天天揪着心
complaint | 绿化带把转弯的视线全挡死了，已经撞了两回
complaint | 租车押金扣着不还，问就是走流程
complaint | 地下通道积水半米深，电动车全泡了
complaint | 我爸坐公交刚上车还没站稳，司机一脚油门，手腕骨折
complaint | 举报南环路有人私设路障收过路钱
complaint | 公交站台的长椅被拆得只剩铁架子
complaint | 轮渡说是半小时一班，我数了，两小时来了一班
complaint | 请有关部门重视，这条路再不修冬天没法走了
complaint | 一个小小的备案，窗口让我补了七次章
complaint | 车站厕所收费一元还没有纸
complaint | 都三年了，安置区门口的路还是土的
complaint | 网约车到了不打电话就点到达，白扣我五块等待费
complaint | 大巴司机开着车刷短视频，一车人的命都在他手里
complaint question | 占着公交专用道停车的没人罚，请问这事归哪个部门管？
complaint question | 通勤车取消得悄无声息，能不能解释一下原因？
complaint question | 我的充值卡被吞了两百块，客服不认，该找谁说理去？
complaint question | 施工队把我家院墙震出裂缝，怎么申请赔偿
complaint | 这样的服务也敢收这么贵？
complaint | 老百姓的命不是命吗
complaint | 你们开会研究了三年，研究出什么来了？
complaint | 就这还叫文明窗口？
complaint | 交了这么多养路的钱，路在哪里呢？
complaint | 感谢贵司机教会了我什么叫跑马拉松追公交
complaint | 太“方便”了，方便到我每天提前两小时出门
complaint | 恭喜12路荣获本市最难等公交称号
complaint | 多谢施工队，让我免费体验了一回过山车
complaint | 真牛，一条八百米的路能修四年
complaint suggestion | 中午站台晒得像铁板，建议种几棵树或者搭个凉棚
complaint suggestion | 现在的换乘要走一公里，太折磨老人，希望把两个站挪近一点
complaint suggestion | 路口左转等三个灯都过不去，能否把左转时间调长
complaint suggestion | 检测站排队五小时，建议实行网上预约
complaint suggestion | 超载车把路轧坏了，提议在村口设限高杆
complaint praise | 调度员态度没得挑，就是车实在太少，等得腿麻
complaint praise | 路是修好了，要谢谢你们，可井盖比路面高出一截，天天颠
question | 我是退役军人，坐公交需要带什么证件
question | 城乡公交一卡通在镇上能充值吗
question | 网约车平台公司在本地注册需要满足哪些条件？
question | 想了解一下，C1驾照能不能考客运从业资格
question | 国庆期间高速免费到几号几点
question | 龙门吊运输要办超限证，在网上怎么填报
question | 孩子一米三，坐班车要买全票还是半票
question | 从我家到高铁站有没有直达的公交
question | 出租车发票丢了可以补开吗
question | 去省城的早班车是六点还是六点半？
question | 请问渡口大风天几级停航
question | 外地的从业资格证转到云州来该怎么弄
question | 车辆报废以后营运证要注销吗？
question | 咨询普货司机诚信考核的周期
question | 谁能说说绕城北段修到哪一步了
question | 定制班线的票在哪个平台买
question | 残疾人专用车位的申请流程是怎样的
question rumour | 有小道消息说过桥费要恢复，可靠吗？
question rumour | 看到有人发说北站要搬，属实吗
question rumour | 都传三轮车下月禁行，有没有官方说法？
suggestion | 希望在医院门口设一个落客区
suggestion | 建议开通接驳地铁的社区小巴
suggestion | 能不能给夜班公交配个安全员
suggestion | 建议把投诉处理结果短信告知本人
suggestion | 最好把两个方向的站台都装上盲文
suggestion | 期盼将免费换乘时间放宽到九十分钟
suggestion | 恳请在学校路段设置测速
suggestion | 要是末班车再晚半小时就完美了
suggestion | 应该给长期跑夜班的司机安排体检
suggestion | 我有一个想法，可以在公交上设宠物专区
suggestion | 望考虑在开发区加设共享单车停放点
suggestion | 不如把闲置的客运站改成停车楼
suggestion | 希望能推出月票，通勤族会很欢迎
suggestion | 可否将村村通班车的时刻表张贴在村委会
suggestion | 从节能的角度讲，路灯可以改用感应式
suggestion praise | 师傅们很敬业，希望冬天给他们换厚一点的工装
suggestion praise | 电子站牌很好用，建议推广到乡镇
praise | 昨天钱包掉在出租车上，司机师傅绕回来送到我手上，一分不要
praise | 云州的公交越来越人性化了，为你们高兴
praise | 工作人员大热天跑前跑后帮我补材料，心里热乎乎的
praise | 今天遇到一位特别好的大姐司机，全程轻声细语
praise | 报修才三个小时路灯就亮了，这速度没谁了
praise | 暴雨夜里交通人还在清理排水口，平凡而伟大
praise | 谢谢3路车长扶我奶奶下车
praise | 这条绿道修得太美了，周末带娃来骑车真惬意
praise | 办事大厅的志愿者一口一个阿姨，问啥都不烦
praise | 隧道里增加了反光条，开车踏实多了
praise | 多亏值班站长及时做心肺复苏，我父亲才脱险
praise | 客服小哥主动加班帮我找回行李，必须五星
praise | 给养护工点赞，零下十度铲冰
praise | 从前进城要倒三趟车，如今家门口就能上，日子美得很
praise | 解决得又快又好，我很满意
praise | 执法人员讲道理有温度，首违不罚，让人服气
rumour | 据小区群里的人讲，这条路要改成单行
rumour | 听闻老客运站地块已经卖给开发商了
rumour | 也不知谁传的，说司机工资要砍半
rumour | 网上流传一张截图，称公交卡余额要清零
rumour | 我亲戚的同事说驾考下个月要加难度
rumour | 爆个料，听内部的人说招标早就定好了
rumour | 据传昨晚翻车死了五个，消息被压下来了
rumour | 外面都在讲12号线出了质量事故
rumour | 不保真，说是运管要对外地网约车动手了
rumour | 风传出租车公司老板卷钱出国
call | 同行们，十五号一早都把车开到广场去，不给答复不散
call | 明天谁都不要接单，让平台看看我们的力量
call | 受害学员请于周六两点在驾校门口集合，一起维权
call | 大家行动起来，初十堵住搅拌站的门
call | 全体车主注意：下周一统一罢运，违者后果自负
call | 各村各派十个人，后天去县政府静坐
call | 被欠运费的司机加我，人齐了一块去堵厂门
call | 周五晚上八点，老地方见，一起上街讨公道
call | 转起来！26号零点开始全城停运三天
call complaint | 这么低的运价谁受得了，从明天起咱们都停驶
denial | 严正声明：我司从未拖欠驾驶员工资，相关帖子已取证
denial | 我刚从那儿回来，哪有什么罢运，车多得很
denial | 网传“公交卡清零”不属实，请市民勿轻信
denial | 关于大桥出现裂缝的视频，经检测系光影造成，桥梁结构安全
denial | 市运管：12月出租车调价为误读，目前无调价计划
denial | 那段打人视频发生在外省，与云州无关
denial | 造谣者已被行政拘留，所谓五人死亡并非事实
denial | 客运站照常发车，关站之说毫无依据
denial | 消息是假的，我打了12328确认过
denial | 网约车未出现聚集，个别车辆在充电排队
denial | 没有的事，轮渡一直开着呢
denial | 官微刚发了，传言不可信
quotation | 晚报消息，市区将新增两处潮汐车道
quotation | “等了四十分钟，腿都站麻了。”候车的刘阿姨对记者讲
quotation | 副市长在调研时说，要让群众少跑腿
quotation | 据当地媒体援引救援人员的话，被困者已全部救出
quotation | 该公司在声明中称，将配合调查
quotation | 转自朋友圈：今晚八点后西环封路
quotation | 业内人士分析，运价下行还会持续
quotation | 一位不愿具名的司机透露，公司每月都要扣保证金
quotation | 网友“云州小张”留言：早高峰能不能多派车
quotation | 民警提醒，雨天请减速
quotation complaint | 记者暗访发现，多名出租车司机拒绝打表
quotation complaint | 不少家长反映，校车经常超员
quotation complaint | 有读者来信说，村里的断头路拖了五年
quotation denial | 铁路部门表示，网传停运消息不实
quotation praise | 游客赵先生说，云州的公交让他印象很好
- | 公交集团新购置五十辆纯电动客车
- | 因亚运会彩排，今晚七点至十点云安大道封闭
- | 市交通运输局党组书记带队调研渡口安全
- | 早上六点出门，七点半到单位，换了两趟车
- | 即日起，网约车年度检验在西区办理
- | 感谢各位市民长期以来的支持和配合
- | 我们将进一步加强管理，提升服务水平
- | 全市公路养护投入资金两亿元
- | 他考上了公交公司的修理工
- | 春运首日发送旅客十二万人次
- | 打击黑车专项整治取得阶段性成效
- | 举报人信息将严格保密
- | 提醒广大司乘人员系好安全带
- | 今日油价下调，加满一箱少花十元
- | 会议传达了省厅关于安全生产的通知
- | 12路更名为112路，走向不变
- | 本月共办结群众诉求四百二十件
- | 驾驶员职业技能大赛圆满落幕
- | 运输许可证样式自元旦起更换
- | 周六去渡口写生，江面起雾
- | 施工单位已进场，工期六个月
- | 欢迎来到云州南站
- | 我在公交公司上班，负责调度
- | 春节期间窗口放假安排如下
- | 新规明确了巡游车退出机制
`
