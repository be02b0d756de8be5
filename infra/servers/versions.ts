/** Kafka's broker, from Maven Central as org.apache.kafka:kafka_2.13; proven with kafkajs 2.2.4 on Java 17. */
export const KAFKA = process.env.KAFKA_VERSION ?? '4.4.0'

/** The log4j that this Kafka declares: the binding we add must be of the same version. */
export const LOG4J = process.env.LOG4J_VERSION ?? '2.25.5'

/**
 * Elasticsearch with a reduced module set, for tests only, from Maven Central as
 * org.elasticsearch.distribution.integ-test-zip:elasticsearch; proven with @elastic/elasticsearch 9.4.3 on Java 25.
 */
export const ELASTICSEARCH = process.env.ES_VERSION ?? '9.4.3'

/** Kafka 4 brokers need Java 17 or newer. */
export const KAFKA_JAVA = 17

/** Elasticsearch 9 needs Java 21 or newer, Elasticsearch 8 needs 17. */
export const ELASTICSEARCH_JAVA = Number.parseInt(ELASTICSEARCH, 10) >= 9 ? 21 : 17
