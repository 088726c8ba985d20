import type { RuntimeStatus } from '../state/runtime-status.ts';

/**
 * What clients are told beside events: never stored. The wire shapes of `oh_event` in OpenHands.
 * `id` names what it is about, a runtime status or a code such as `STATUS$QUEUED`.
 */
export type Notice =
  | { status_update: true; type: 'info' | 'error'; id: RuntimeStatus | (string & {}); message: string }
  | { status_update: true; type: 'info'; message: string; conversation_title: string }
  | { error: true; message: string };
