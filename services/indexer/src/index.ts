export { type IndexerDeps, startIndexer } from './start-indexer.ts'
