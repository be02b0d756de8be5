/** Sentences of our own with the speech acts a duty officer would name, one a line, `-` for none. The rules were written against these. */
export const ACTS_OPEN = `
complaint | 三路公交又甩站，我在雨里追了半条街，气死了
complaint | 云安大道修了两年还没修好，每天堵成一锅粥
complaint | 平台抽成高得离谱，跑一天剩不下几个钱
complaint | 对处理结果很不满意
complaint | 我要投诉这个司机，车牌尾号三个六
complaint | 请严查站前广场的黑车
complaint | 村道塌了一半没人修，校车天天从边上过，太吓人了
complaint | 打12328三次都没有下文
complaint | 春运票价涨了一倍，还强制买保险，太黑了
complaint | 什么破路，颠得人骨头散架
complaint | 施工噪音吵得整夜睡不着
complaint | 公交司机开车打电话，太危险了
complaint | 出租车里一股烟味，还不开空调
complaint | 大货车夜里鸣笛，严重影响居民休息
complaint | 反映了半个月石沉大海
complaint | 停车场乱收费，不给票
complaint | 窗口工作人员爱答不理，态度差得很
complaint | 班次越来越少，一等就是一个小时
complaint | 教练动不动骂人，还要请吃饭
complaint | 路灯坏了三个月，至今无人维修
complaint | 来电人反映村口路面破损，出行不便，希望尽快处理
complaint | 举报：某客运公司车辆常年超员
complaint | 垃圾平台，扣钱倒是快得很
complaint | 执法队只罚款不纠正，天天来一趟
complaint | 回复不属实，根本没有人联系过我
complaint | 说了等于没说，官话套话一大堆
complaint | 渡口的船又旧又漏，坐着提心吊胆
complaint | 望有关部门管管这些乱停的货车
complaint | 网约车司机骚扰女乘客，平台不处理
complaint | 桥面护栏断了好几根，存在很大安全隐患
complaint | 太不负责任了，老人摔了都不停车
complaint | 工期一拖再拖，商户生意都黄了
complaint | 卡里的钱莫名其妙少了八十
complaint | 拖欠司机工资，良心何在
complaint question | 路挖了快一年，请问什么时候能修完？
complaint question | 司机拒载，我该向哪个部门投诉？
complaint question | 驾校不退费，请问怎么维权
complaint question | 12路为什么总是晚点？等得人心焦
complaint | 难道老百姓的时间就不是时间吗？
complaint | 谁给你们的权力随便扣车？
complaint | 还让不让人活了？
complaint | 这叫便民？
complaint | 你们就是这样为人民服务的吗？
complaint | 谢谢你们的不作为，让我又迟到了
complaint | 感谢公交公司，让我在冷风里站了一小时
complaint | 真该给这个司机颁个奖，绕了半个城
complaint | 好一个高效，三个月办不下一个证
complaint | 点赞这样的“服务”，打十次电话通一次
complaint | 表扬？拒载的司机也值得表扬？
complaint | 没什么值得点赞的，车还是那么破
complaint suggestion | 高峰期等车太久，建议增加班次
complaint suggestion | 路太窄，会车困难，希望拓宽
complaint suggestion | 黑车太多，建议取缔
complaint suggestion | 公交车太挤了，能不能加几趟车
complaint praise | 司机人不错，谢谢他，可是车子太破了
question | 请问老年卡在哪里办理
question | 咨询网约车驾驶员证需要哪些材料
question | 6路公交末班车几点
question | 我想问一下春运车票什么时候开始卖
question | 这条线路周日开不开？
question | 有人知道从南门到大学城怎么坐车吗
question | 办理道路运输证需要多长时间
question | 停车场晚上收费吗
question | 学生卡能打几折
question | 求问，货车限行是几点到几点
question | 交通局电话多少
question | 巡游车转网约车可以吗
question | 哪里能查违章
question | 船票可不可以改签
question | 公交卡余额怎么退
question | 请问为什么我的申请一直显示审核中
question | 县际班车停在哪个站
question | 客运站附近有没有停车的地方
question rumour | 网传地铁要延长到凌晨，真的假的？
question rumour | 听说要改线，有人知道吗
question rumour | 明天停运是谣言吗？群里都在说
suggestion | 建议在路口增设一个公交站
suggestion | 建议延长末班车时间
suggestion | 能不能加开一趟到医院的班车
suggestion | 希望尽快开通夜班线路
suggestion | 应该多装几个充电桩
suggestion | 可以考虑把站牌换成电子的
suggestion | 希望把票价优惠延长到年底
suggestion | 请求在校门口设置减速带
suggestion | 建议：一、优化线路；二、增加座位
suggestion | 如果能开通直达车就更好了
suggestion | 呼吁为盲人乘客增设语音提示
suggestion | 何不推出家庭套票
suggestion | 期待早日恢复过江轮渡
suggestion | 能否在渡口装个遮阳棚？
suggestion praise | 师傅们很辛苦，为他们点赞，建议多给点补贴
praise | 感谢2路车师傅，把我落在车上的书包送了回来
praise | 为云州公交点赞
praise | 反映的路灯第二天就修好了，谢谢
praise | 窗口的小姑娘特别耐心，材料一次就办齐了
praise | 好样的，拾金不昧
praise | 谢谢司机师傅等我妈上车
praise | 服务热情周到，值得表扬
praise | 这趟车又快又干净，好评
praise | 太感谢了，证件找回来了
praise | 路修得真好，给交通局点个赞
praise | 养护工人辛苦了
praise | 对答复非常满意
praise | 特意送来感谢信和锦旗
praise | 没有不满意的地方，都挺好
praise | 正能量满满，向雪中执勤的人致敬
praise | 师傅人真好，救了我爷爷一命
praise | 线路优化以后省了二十分钟，真不错
praise | 12328的回复又快又细
rumour | 网传司机明天罢运
rumour | 据说公交要涨到三块
rumour | 听说交通局长被带走了
rumour | 有人说大桥是豆腐渣工程
rumour | 据传客运站要整体搬迁
rumour | 听朋友讲，检测站是某领导亲戚开的
rumour | 朋友圈疯传一段司机打人视频
rumour | 都在说这条路不修了
rumour | 内部消息：网约车牌照要冻结
rumour | 未经证实的消息称两车相撞死了三个人
rumour | 传言驾校要停业
call | 大家26日一起停运
call | 师傅们明天都不要出车，集体去管理处讨说法
call | 号召所有的哥周一罢运
call | 明天上午十点，一起去市政府上访
call | 兄弟们，后天堵路，一个都别少
call | 大家把这条转出去，周五全城停运
call | 司机朋友们，本周六八点南站集合，拉横幅要个公道
call | 想要回工资的，明早一起去项目部门口静坐
call | 我们全体村民约定初八去堵搅拌站大门
call | 别再忍了，姐妹们下周一罢工
call complaint | 平台抽成太狠，大家明天一起下线罢运
denial | 网传号召停运系谣言
denial | 未发生罢运，出租汽车营运秩序正常
denial | 辟谣：公交票价不会调整
denial | 经核查，网上视频为旧闻，与我市无关
denial | 停运的事是假的，车都在跑
denial | 群里传的消息没有依据，大家照常出行
denial | 市局澄清从未出台此类文件
denial | 不信谣不传谣，渡口运行正常
denial | 并无此事，请勿传播
denial | 经调查，反映的超载情况不属实
denial | 该图片系合成，已报警
denial | 所谓罚款任务子虚乌有
denial | 不是罢运，是司机们在排队加气
quotation complaint | 有网友称司机半路加价
quotation | 记者从市交通运输局获悉，新规下月起施行
quotation | 该负责人介绍，项目进展顺利
quotation | 据新华社报道，全国铁路将调图
quotation | 李师傅说：“这活儿越来越难干。”
quotation | 转：关于做好防汛工作的通知
quotation | 通报指出，三家企业未落实主体责任
quotation | 据目击者描述，大巴是突然刹车的
quotation | 专家认为，专用道利用率偏低
quotation | 局长在会上强调，要压实责任
quotation complaint | 有市民反映，6路车经常晚点
quotation complaint | 网友投诉网约车绕路，平台这样回复
quotation denial | 公交集团回应：停运消息不实
quotation praise | 乘客王女士说，这位司机真是个热心人
- | 市交通运输局发布公告，因道路施工，3路公交临时绕行
- | 我市今年新改建农村公路三百二十公里
- | 您好，您反映的问题已转交相关单位核实
- | 感谢您对交通工作的关注与支持
- | 受大雾影响，渡口今日停航
- | 客运站公布国庆假期班次安排
- | 开展打击非法营运专项行动
- | 投诉举报电话：12328
- | 关于征求意见建议的公告
- | 会议听取了工作汇报
- | 建议市民提前出门，错峰出行
- | 我是一名网约车司机
- | 两车在路口发生刮擦，无人员受伤
- | 出租汽车起步价八元，含两公里
- | 组织驾驶员到敬老院开展志愿服务
- | 市民满意度调查问卷
- | 本周末举行公交安全宣传日活动，欢迎参加
- | 家里路由器换了个新的
- | 我们已与您联系并说明政策，感谢您的理解
- | 咨询窗口设在一楼大厅
- | 出租汽车行业评选表彰大会召开
- | 司机师傅从东站出发，到西站下车
- | 坚决遏制重特大事故发生
- | 周末去了趟渡口，风很大
`
