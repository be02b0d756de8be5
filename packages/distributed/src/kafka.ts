export { type KafkaBus, type KafkaBusOptions, openKafkaBus } from './bus.ts'
export type { Patience } from './bus-consume.ts'
export { type Metric, metricsText } from './bus-metrics.ts'
export {
  type KafkaNote,
  type KafkaSettings,
  type KafkaTls,
  kafkaClient,
  kafkaConfig,
} from './kafka-settings.ts'
export { parseTopics, type TopicSetting } from './kafka-topics.ts'
export {
  applyTopics,
  checkTopics,
  planTopics,
  type TopicChange,
  type TopicPlan,
  topicPlanLines,
} from './setup-topics.ts'
