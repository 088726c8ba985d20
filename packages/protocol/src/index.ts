export type * from './json.ts';
export * from './error/capstan-error.ts';
export * from './error/error-code.ts';
export * from './error/exit-code.ts';
export type * from './model/message.ts';
export type * from './model/model-request.ts';
export type * from './model/model-response.ts';
export type * from './model/model.ts';
export type * from './model/tool-definition.ts';
export type * from './runtime/runtime.ts';
export * from './runtime/workspace-access.ts';
export * from './state/agent-state.ts';
export * from './state/conversation-status.ts';
export * from './state/conversation-trigger.ts';
export * from './state/runtime-status.ts';

export * from './event/agent-state.ts';
export * from './event/browse.ts';
export * from './event/condensation.ts';
export * from './event/confirmation-state.ts';
export * from './event/delegate.ts';
export * from './event/download.ts';
export type * from './event/draft.ts';
export {
  NO_ID,
  type ActionDraftOf,
  type ActionOf,
  type Attachments,
  type ObservationDraftOf,
  type ObservationOf,
  type Stamp,
} from './event/envelope.ts';
export * from './event/error.ts';
export * from './event/event-kind.ts';
export * from './event/event-source.ts';
export * from './event/event.ts';
export * from './event/file-edit.ts';
export * from './event/file-read.ts';
export * from './event/file-source.ts';
export * from './event/file-write.ts';
export * from './event/finish.ts';
export * from './event/ipython.ts';
export * from './event/llm-metrics.ts';
export * from './event/loop-recovery.ts';
export * from './event/mcp.ts';
export * from './event/message-text.ts';
export * from './event/message.ts';
export * from './event/model-response-record.ts';
export * from './event/null.ts';
export * from './event/parse-event.ts';
export * from './event/recall-type.ts';
export * from './event/recall.ts';
export * from './event/reject.ts';
export * from './event/run.ts';
export * from './event/security-risk.ts';
export * from './event/serialize-event.ts';
export * from './event/success.ts';
export * from './event/system.ts';
export * from './event/task-tracking.ts';
export * from './event/think.ts';
export * from './event/tool-call-metadata.ts';
export * from './event/user-rejected.ts';
