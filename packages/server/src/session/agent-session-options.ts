import type { Model } from '@capstan/protocol';
import type { NetworkPolicy } from '@capstan/runtime';
import type { LiveFeed } from '../conversation/live-feed.ts';
import type { MonitoringListener } from '../operations/monitoring-listener.ts';
import type { ServerLog } from '../operations/server-log.ts';
import type { ServerStorage } from '../storage/server-storage.ts';
import type { PooledRuntime } from './pooled-runtime.ts';
import type { SessionPlan } from './session-plan.ts';

/** What a session is made of, and whom it tells. */
export interface AgentSessionOptions {
  plan: SessionPlan;
  storage: ServerStorage;
  feed: LiveFeed;
  runtime: PooledRuntime;
  network: NetworkPolicy;
  log: ServerLog;
  monitoring: MonitoringListener;
  /** Rejects with `model_unknown` or `model_key_missing`. */
  openModel: () => Promise<Model>;
  /** What comes before the agent: clone, set-up script, git hooks. */
  prepare: (signal: AbortSignal) => Promise<void>;
  /** Whether the model is asked to name the conversation. */
  titleByModel: boolean;
  /** The agent has come to rest or set to work, or the session has failed. */
  onChange: () => void;
}
