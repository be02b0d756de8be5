export type {
  ComposeRequest,
  DeskDeps,
  DeskSettings,
  FileFormat,
  ImportOutcome,
  Replays,
  SourcePreview,
} from './deps.ts'
export { createDesk } from './desk.ts'
export { nameId } from './names-file.ts'
