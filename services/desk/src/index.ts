export type {
  ComposeRequest,
  DeskDeps,
  DeskSettings,
  FileFormat,
  ImportOutcome,
  SourcePreview,
} from './deps.ts'
export { createDesk } from './desk.ts'
