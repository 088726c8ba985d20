import type { Recording } from '@capstan/agent';
import type { ConversationSettings } from './conversation-settings.ts';

/** Everything a run needs to know before anything is started. */
export interface RunPlan {
  conversationId: string;
  isNew: boolean;
  /** What the person says at the start of this run; null to go on as it stands. */
  message: string | null;
  workspace: string;
  model: string | null;
  runtime: string;
  settings: ConversationSettings;
  recording: Recording | null;
}
