/**
 * Sentences of our own with the speech acts a duty officer would name, one a line, `-` for none. Written when the rules were done:
 * of them only figures were looked at afterwards, never what came out wrong. Rules and sentences are by one hand: expect less of others'.
 */
export const ACTS_HELD_BACK = `
complaint | 9路车空调滴水，滴了我一身
complaint | 家门口的排水沟盖板被渣土车压碎一个多月，夜里摔了好几个人
complaint | 出租车司机接单后又说不顺路，把我赶下来了
complaint | 网约车司机全程外放音乐，跟他说小点声还骂骂咧咧
complaint | 二环辅路天天半夜施工，打桩声吵得孩子没法睡
complaint | 客运站的售票员把票撕给我一句话没有，问她也不理
complaint | 工地欠我三万块工钱，拖到现在还没给
complaint | 收费站工作人员把我零钱少找了十块，还不承认
complaint | 投诉17路驾驶员，车牌尾号208，早上七点半路过二中站没停
complaint | 我要举报有人倒卖出租车营运证
complaint | 村委会门前那段水泥路去年铺的，今年就裂成一块一块的
complaint | 渡口没有护栏也没有救生圈，太危险了
complaint | 驾校报名时说包过，考不过又要加钱
complaint | 大货车天天超载从我们村口过，桥都压变形了
complaint | 12328给的答复跟没答复一样，敷衍人
complaint | 新公交站牌把下一站写反了，坐反了好几回
complaint | 停车场出口杆子坏了不修，高峰期堵得一动不动
complaint | 路口信号灯设置不合理，左转等三轮
complaint | 办个道路运输证来回跑了六趟，太折腾人
complaint | 检测线的师傅明示要塞钱才给过
complaint | 公交车司机急刹车导致我母亲摔伤，公司至今没人露面
complaint | 车站附近黑摩的成群，见人就拉
complaint | 请交通局好好管管夜里飙车的改装车
complaint | 快速路上的标线磨没了，雨天根本看不见
complaint | 高速服务区充电桩五个坏了四个
complaint | 说修路三个月完工，现在九个月了连影子都没有
complaint | 真是受够了这条堵车的路
complaint | 平台无缘无故把我的账号封了，申诉全是机器人回复
complaint | 教练在车上抽烟还对女学员动手动脚
complaint | 来电人反映某小区外道路长期积水，影响出行，要求尽快处理
complaint | 希望相关部门严肃查处乱收费的停车场
complaint question | 我家门口的路挖开两个月了没人填，请问什么时候能修好？
complaint question | 网约车多收了我二十块，怎么才能退？
complaint question | 公交卡退卡要收五块手续费，凭的是哪条规定？
complaint question | 校门口天天堵，交警在哪里？
complaint | 你们的良心不会痛吗
complaint | 难道残疾人就不配坐公交吗？
complaint | 交着全市最高的停车费，享受着最差的服务
complaint | 谢谢某某驾校，成功让我对学车失去了兴趣
complaint | 感谢施工方半夜给我们免费放摇滚
complaint | 可真会安排，把公交站挪到了没人的地方
complaint | 呵呵，又是正在研究，研究了三年了
complaint suggestion | 现在这班车太挤了，建议换成大车
complaint suggestion | 路口事故太多，希望加装红绿灯
complaint suggestion | 老小区没有公交，出门要走两公里，建议增加一条支线
complaint suggestion | 出租车拒载太严重，建议加大处罚力度
complaint suggestion | 人行道全被电动车占了，希望划出专门的停车区
complaint praise | 地铁很方便，但是站里的厕所实在太脏
complaint praise | 司机服务不错，就是车晚点太多
question | 请问去人民医院坐几路车
question | 公交IC卡可以异地使用吗？
question | 我想咨询普通货运车辆年审需要提供哪些资料
question | 外省的网约车证在云州能用吗
question | 春节期间高速几号开始免费
question | 请问驾校教练证怎么考
question | 有没有人知道新客运站什么时候启用
question | 路政窗口周六上不上班
question | 农村客运线路经营权到期后如何续
question | 请问老年卡年审要不要本人去？
question | 4米2的货车能不能走内环
question | 想问问港口经营许可在哪个部门办
question | 去机场最晚一班大巴是几点？
question | 营运车辆过户需要什么手续
question | 网约车考试多少分及格
question | 孕妇可以走地铁的优先通道吗
question | 公交线路图在哪里下载
question | 我的货车营运证遗失了，登报声明还需要吗
question rumour | 听说要取消人工收费窗口，真的吗？
question rumour | 网传下周开始限行，有没有人知道是不是真的
question rumour | 群里说驾考要改革，求证实
suggestion | 建议给公交站加装座椅
suggestion | 建议在学校附近设置过街天桥
suggestion | 希望13路能延长到新区管委会
suggestion | 能否增加夜间公交的班次
suggestion | 能不能在南站设一个出租车专用候客区
suggestion | 建议网约车和出租车统一使用一个候车点
suggestion | 提议将老年卡的使用时间延长到全天
suggestion | 希望尽早开通直达高铁站的快线
suggestion | 建议优化路口的信号灯配时
suggestion | 应该在急弯处安装反光镜
suggestion | 恳请在我们村口增设一个停靠点
suggestion | 公交报站可以加上方言版本
suggestion | 建议推出学生通勤卡
suggestion | 希望能把非机动车道拓宽一些
suggestion | 呼吁在公交车上配备急救箱
suggestion | 最好能提供线上退票服务
suggestion praise | 工作人员很热情，建议多开几个窗口
suggestion praise | 这条旅游公路修得很漂亮，希望多设几个观景台
praise | 感谢8路公交的司机，帮我找回了落在车上的电脑
praise | 给云州交通点个赞，路越修越好
praise | 窗口的工作人员耐心细致，半小时就办完了
praise | 表扬一位出租车司机，主动归还了我的手机
praise | 司机大哥人特别好，还帮我搬行李
praise | 非常感谢贵局这么快就解决了路灯问题
praise | 村里的路终于修好了，感谢政府
praise | 公交司机冒雨推车救人，太让人感动了
praise | 12328的工作人员服务态度真好
praise | 养路工人大热天还在补路，辛苦了
praise | 站务员一直陪着走失的孩子，为她点赞
praise | 反映的问题两天就有了回音，效率很高
praise | 新能源公交坐着真舒服，好评
praise | 送给交通执法大队的锦旗：执法为民，热情服务
praise | 教练很有耐心，讲得很细，推荐大家来学
praise | 真心感谢高速救援的师傅们
praise | 的哥拾金不昧，好样的
praise | 回访工作做得很到位，十分满意
rumour | 听说市里要把所有三轮车都收走
rumour | 网传明年公交全部免费
rumour | 据说高架桥要拆了重建
rumour | 有人说客运公司已经破产了
rumour | 朋友圈都在转，说隧道昨晚塌了
rumour | 听同事说出租车起步价要涨到十二
rumour | 传言北环路的项目款被挪用了
rumour | 小区群里都在说公交要改线
rumour | 未经证实，但很多人说那趟车出了人命
rumour | 据传平台马上要退出云州市场
rumour | 听说有司机因为罚款喝药了
call | 各位司机，明早八点市政府门前集合，要求降低份子钱
call | 大家一起罢运，让他们看看没有出租车的城市是什么样
call | 兄弟们别跑了，下周一全部停运
call | 所有被拖欠运费的师傅，明天一起去物流公司讨说法
call | 全体业主周六上午去堵施工便道，一户至少来一人
call | 号召大家五号不要出车，抗议乱罚款
call | 学员们明天十点驾校门口集合，一起去教育局维权
call | 周三全市货车司机一起停驶，请转发给你认识的每个司机
call | 我们一起去高速口堵路，不给钱就不走
call | 想拿回押金的，明天上午跟我一起去公司静坐
denial | 市交通局辟谣：公交车全部免费的消息不实
denial | 经核实，网传隧道塌方一事为谣言
denial | 我市没有发生出租车罢运，请大家不要传谣
denial | 网上说的北环封路是假的，我刚从那儿过
denial | 公司声明：从未委托任何人收取加盟费
denial | 警方调查后确认，网传司机打人视频系摆拍
denial | 所谓公交停运的通知是去年的旧文，请勿转发
denial | 没有罢运，师傅们都在正常跑车
denial | 关于渡船沉没的说法纯属谣言
denial | 高架桥要拆？别信，没有的事
denial | 交通运输局澄清，目前没有上调出租车运价的计划
denial | 那张图是别的城市的，跟云州没关系
quotation | 记者从市交通运输局了解到，三条新线将于月底开通
quotation | 有网友表示，希望公交能够准点
quotation | 一位出租车司机告诉记者，现在一天要跑十四个小时
quotation | 市公路中心负责人介绍，全线预计明年通车
quotation | 据云州晚报报道，昨日三车相撞，无人员伤亡
quotation | 局长表示，将继续推进四好农村路建设
quotation | 张女士说：“孩子每天坐校车要一个小时。”
quotation | 转发云州发布：今晚十点起长江路封闭施工
quotation | 现场目击者称，货车先闯了红灯
quotation | 专家指出，地方财政是影响养护的主要因素
quotation | 通报称，涉事司机已被停职
quotation complaint | 有市民向记者反映，小区门口的公交站被占用
quotation complaint | 多名学员投诉称，驾校一直拖着不退费
quotation complaint | 网友吐槽出租车计价器作弊
quotation denial | 市公交集团回应称，并没有停运计划，请市民放心
quotation praise | 乘客刘先生称赞道，这位司机真是好样的
- | 云州市交通运输局关于调整出租汽车运价的公告
- | 市领导检查春运安全工作
- | 我今天坐公交去了一趟图书馆
- | 2路公交首班车六点发车
- | 全市公路水路客运量同比增长百分之三
- | 您好，您反映的问题我们已收到，将尽快核实处理
- | 感谢您对我市交通工作的关心与支持
- | 受大风影响，轮渡今日暂停航行
- | 交通运输局组织开展安全生产大检查
- | 农村公路养护项目招标公告
- | 办理网约车驾驶员证所需材料如下
- | 云安大道实施半幅封闭施工，请过往车辆绕行
- | 市交通执法支队开展整治黑车专项行动
- | 我市投诉受理渠道包括电话、网站和微信
- | 本周末举办公交开放日活动
- | 昨天下班坐地铁回家，人不多
- | 他是一名有二十年驾龄的公交司机
- | 全市新增停车泊位一千二百个
- | 出租汽车经营服务管理办法公开征求意见
- | 请广大市民合理安排出行时间
- | 市交通局召开行风建设座谈会
- | 高速公路恢复通行
- | 经查，该车手续齐全，营运合法
- | 12328热线七月份受理来电一千零二十件
- | 今年计划新建农村公路八十公里
`
