export { followEvents } from './follow/follow-events.ts';
export type {
  FollowItem,
  FollowOptions,
  FollowState,
  WebSocketConstructor,
  WebSocketLike,
} from './follow/follow-options.ts';
