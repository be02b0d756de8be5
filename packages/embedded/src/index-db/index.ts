export { type IndexOptions, openMentionIndex } from './mention-index.ts'
