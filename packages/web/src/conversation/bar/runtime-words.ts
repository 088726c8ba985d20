import type { ConversationStatus, RuntimeStatus } from '@capstan/protocol';

const WORDS: Readonly<Partial<Record<RuntimeStatus, string>>> = {
  STATUS$BUILDING_RUNTIME: 'Sandbox is built',
  STATUS$STARTING_RUNTIME: 'Sandbox starts',
  STATUS$RUNTIME_STARTED: 'Sandbox runs',
  STATUS$SETTING_UP_WORKSPACE: 'Workspace is set up',
  STATUS$SETTING_UP_GIT_HOOKS: 'Git hooks are set up',
  STATUS$READY: 'Sandbox runs',
  STATUS$ERROR: 'Sandbox failed',
  STATUS$ERROR_RUNTIME_DISCONNECTED: 'Sandbox is gone',
};

/** How the sandbox of a conversation stands. */
export function runtimeWords(status: ConversationStatus, runtime: RuntimeStatus | null): string {
  if (status === 'ARCHIVED') return 'Archived';
  if (runtime === null) return status === 'STARTING' ? 'Sandbox starts' : 'No sandbox runs';
  return WORDS[runtime] ?? (status === 'RUNNING' ? 'Sandbox runs' : 'No sandbox runs');
}
