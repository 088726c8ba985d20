import type { ControllerConfig, Recording } from '@capstan/agent';
import type { Conversation } from '@capstan/storage';
import type { CloneSource } from './clone-source.ts';
import type { ModelPlan } from './model-plan.ts';

/** Everything that a session is opened with: looked up at each start, so that changed settings take effect. */
export interface SessionPlan {
  record: Conversation;
  model: ModelPlan;
  agentName: string;
  controller: ControllerConfig;
  /** Absolute path of the workspace on this machine. */
  workspace: string;
  /** Whether the workspace is looked after before the agent begins: a clone, a set-up script, git hooks. */
  prepared: boolean;
  /** What the person wants kept in mind, beside the task. */
  instructions: string | null;
  /** A recorded conversation whose answers are given again before the model is asked. */
  recording: Recording | null;
  /** Where the repository of the conversation is cloned from; null without one. */
  clone: CloneSource | null;
  /** By name: masked in everything that is stored or shown. */
  masks: Record<string, string>;
}
