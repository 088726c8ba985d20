export { createApiClient, type ApiClient, type ApiClientOptions } from './api-client.ts';
export { followEvents } from './follow/follow-events.ts';
export type {
  FollowItem,
  FollowOptions,
  FollowState,
  WebSocketConstructor,
  WebSocketLike,
} from './follow/follow-options.ts';
export type { components, operations, paths } from './generated/api.ts';
export { openTerminal } from './terminal/open-terminal.ts';
export type {
  OpenTerminal,
  TerminalEnd,
  TerminalOptions,
  TerminalWebSocket,
  TerminalWebSocketConstructor,
} from './terminal/terminal-options.ts';
