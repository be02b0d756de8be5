import type { ErrorWords } from './error-words.ts'

const RUN_SETUP = '运行 guanlan setup 建立后再启动。'

/** Codes of a house on clusters: Kafka, Elasticsearch, their set-up, and processes that run apart. */
export const CLUSTER_WORDS: Readonly<Record<string, ErrorWords>> = {
  'bus/not-json': { means: '数据流中有一条不是观澜写入的内容', todo: '查看死信，查明是哪个程序写入的。' },
  'bus/stalled': {
    means: '某个环节长时间没有动静，进程已自行结束',
    todo: '由服务管理程序重新启动；反复出现请看日志并告知维护人员。',
  },
  'demo/process-ended': { means: '演示中的一个进程意外结束', todo: '看它的最后输出，排除后重新启动演示。' },
  'elastic/away': {
    means: 'Elasticsearch 暂时不应答或忙不过来',
    todo: '系统会再试，不丢内容；持续出现请检查集群状态与磁盘。',
  },
  'elastic/not-admitted': {
    means: 'Elasticsearch 不再接受我们的账号',
    todo: '检查账号、口令或 API 密钥是否过期、被改；恢复后自动继续。',
  },
  'index/refused': {
    means: 'Elasticsearch 不能接受这条提及，例如与索引的字段不符',
    todo: '查看死信；查明原因后重放，其余提及不受影响。',
  },
  'run/embedded': {
    means: '内嵌方式下各环节在一个进程内，不能分开运行',
    todo: '用 guanlan start；或设 GUANLAN_MODE=distributed。',
  },
  'run/unknown-service': { means: '没有这个环节', todo: '按所列名称改正后重新运行。' },
  'setup/bad-topics-file': { means: '数据流的设置文件有误', todo: '恢复随程序附带的 infra/kafka/topics.yaml。' },
  'setup/elastic-certificate': { means: 'Elasticsearch 的证书不可信', todo: '按详情检查证书机构文件与主机名。' },
  'setup/elastic-login': { means: 'Elasticsearch 拒绝了我们的账号', todo: '按详情检查账号、口令或 API 密钥及其授权。' },
  'setup/elastic-old': { means: 'Elasticsearch 的版本过旧', todo: '先升级集群到 9 或更新的版本。' },
  'setup/elastic-settings': { means: 'Elasticsearch 的设置不完整或互相矛盾', todo: '按详情改正后重新启动。' },
  'setup/foreign-index': {
    means: '索引的名称已被别的程序占用',
    todo: '换一个前缀（GUANLAN_PREFIX），或另行处理该索引。',
  },
  'setup/foreign-mapping': {
    means: '索引的字段与观澜的不符',
    todo: '换一个前缀（GUANLAN_PREFIX），或另行处理该索引。',
  },
  'setup/indices-missing': { means: 'Elasticsearch 里还缺索引或模板', todo: RUN_SETUP },
  'setup/kafka-away': { means: 'Kafka 没有应答', todo: '核对地址与端口，确认它已启动，再试一次。' },
  'setup/kafka-password': { means: 'Kafka 不认我们的账号、口令或权限', todo: '核对登录方式、口令文件与授权。' },
  'setup/kafka-refused': { means: 'Kafka 拒绝办理', todo: '按详情所述原因核对设置与版本。' },
  'setup/kafka-tls': { means: '与 Kafka 的加密连接建立不起来', todo: '核对 GUANLAN_KAFKA_TLS、证书机构文件与主机名。' },
  'setup/not-elasticsearch': { means: '该地址上不是 Elasticsearch', todo: '核对 GUANLAN_ELASTICSEARCH 的主机与端口。' },
  'setup/not-kafka': { means: '该地址上不像是 Kafka', todo: '核对 GUANLAN_KAFKA_BROKERS 的主机、端口与是否加密。' },
  'setup/too-few-brokers': {
    means: 'Kafka 的节点少于要存的份数',
    todo: '补足节点，或调小 GUANLAN_KAFKA_REPLICATION。',
  },
  'setup/topic-missing': { means: 'Kafka 里还缺数据流', todo: RUN_SETUP },
  'setup/topic-partitions': {
    means: '数据流的分区数与设置不同',
    todo: '按详情处理；分区数定下后不要改，否则同一对象的先后会乱。',
  },
  'setup/topic-replication': {
    means: '数据流存的份数少于设置',
    todo: '用 Kafka 自带工具增加副本，或调小 GUANLAN_KAFKA_REPLICATION。',
  },
}
