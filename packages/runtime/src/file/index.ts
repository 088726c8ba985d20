export {
  type EditEntry,
  type EditHistory,
  MemoryEditHistory,
  type MemoryEditHistoryLimits,
} from './edit-history.ts';
export { EDIT_COMMANDS, type EditCommand, type EditRequest } from './edit-request.ts';
export { MAX_FILE_BYTES } from './file-bytes.ts';
export { FileEditor, type FileEditorOptions } from './file-editor.ts';
export { type FileContext, readFile, type ReadRequest } from './file-reader.ts';
export { CONTENT_LIMIT_CHARS, type FileResult, type ReadResult } from './file-result.ts';
export { writeFile, type WriteRequest } from './file-writer.ts';
export {
  type ConfinementOptions,
  type PathDecision,
  type PathPolicy,
  unconfined,
  workspaceConfinement,
} from './path-policy.ts';
