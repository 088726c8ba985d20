export type { ConversationLive } from './conversation-live.ts';
export { LiveConversation, RecordedConversation } from './live-conversation.tsx';
export { useConversationLive, useLive, useLiveOutput, useShown } from './live-context.ts';
export { recordedConversation } from './live-store.ts';
export type { LiveState } from './live-state.ts';
export type { LiveCall, LiveWords } from './live-words.ts';
