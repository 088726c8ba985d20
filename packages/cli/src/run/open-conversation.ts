import {
  AgentController,
  AgentRegistry,
  FOLD_VERSION,
  ReplayAgent,
  systemClock,
  type Agent,
  type FoldSnapshots,
} from '@capstan/agent';
import { EventStream, SecretRedactor, type StreamFailure } from '@capstan/events';
import { createRuntime, StartingRuntime } from '@capstan/runtime';
import { asFailure, failureText } from '../failure.ts';
import type { CapstanHome } from '../settings/capstan-home.ts';
import type { RunStorage } from '../settings/open-storage.ts';
import { VERSION } from '../version.ts';
import { controllerConfig } from './conversation-settings.ts';
import { knownSecrets } from './known-secrets.ts';
import { openModel } from './open-model.ts';
import { runtimeOptions } from './runtime-options.ts';
import type { RunPlan } from './run-plan.ts';

/** The live parts of one conversation in this process. */
export interface LiveConversation {
  plan: RunPlan;
  stream: EventStream;
  controller: AgentController;
  runtime: StartingRuntime;
  /** Fires when the conversation closes. */
  signal: AbortSignal;
  close(): Promise<void>;
}

const AGENT = 'CodeActAgent';

/** Opens the log, the model and the runtime, and puts an agent on them. What fails leaves nothing behind. */
export async function openConversation(
  plan: RunPlan,
  storage: RunStorage,
  home: CapstanHome,
): Promise<LiveConversation> {
  const abort = new AbortController();
  await using cleanup = new AsyncDisposableStack();
  // Nobody else can have a new conversation; the runtime of an old one is touched only by its owner.
  let runtime = plan.isNew ? await startRuntime(plan, home, abort.signal, cleanup) : null;
  const secrets = knownSecrets(plan, process.env);
  const model = await openModel(plan);
  const lease = await storage.leases.acquire(plan.conversationId);
  cleanup.defer(() => storage.leases.release(lease));
  runtime ??= await startRuntime(plan, home, abort.signal, cleanup);
  await recordStart(plan, storage, new SecretRedactor(secrets));
  cleanup.defer(() => recordEnd(plan, storage));
  const store = await storage.open(plan.conversationId, { create: plan.isNew, fence: lease.token });
  const stream = await EventStream.open(store, { secrets, onFailure: reportFailure });
  cleanup.defer(async () => {
    await stream.close();
  });
  const surroundings = {
    workspaceRoot: runtime.workspaceRoot,
    place: plan.runtime === 'cli' ? ('machine' as const) : ('sandbox' as const),
    network: plan.settings.network,
    date: new Date().toISOString().slice(0, 10),
  };
  const live: Agent = new AgentRegistry().create(AGENT, { model, surroundings });
  const agent = plan.recording === null ? live : new ReplayAgent(live, plan.recording.responses);
  const snapshots = snapshotsOf(plan.conversationId, storage);
  const config = controllerConfig(plan.settings);
  const controller = await AgentController.open({
    stream,
    agent,
    runtime,
    config,
    clock: systemClock,
    snapshots,
  });
  const started = runtime;
  // Before the lease is given up, so that nobody finds a sandbox that is about to end.
  cleanup.defer(() => started.close({ keep: false }));
  cleanup.defer(() => controller.close());
  cleanup.defer(() => abort.abort());
  const resources = cleanup.move();
  return {
    plan,
    stream,
    controller,
    runtime,
    signal: abort.signal,
    close: () => resources.disposeAsync(),
  };
}

/** A log that cannot be written ends the run, which then says so; what watches it only loses its view. */
function reportFailure(failure: StreamFailure): void {
  if (failure.type === 'store') return;
  process.stderr.write(failureText(asFailure(failure.error)));
}

async function startRuntime(
  plan: RunPlan,
  home: CapstanHome,
  signal: AbortSignal,
  cleanup: AsyncDisposableStack,
): Promise<StartingRuntime> {
  const runtime = createRuntime(plan.runtime, await runtimeOptions(plan, home));
  const starting = new StartingRuntime(runtime, signal);
  cleanup.defer(() => starting.close({ keep: false }));
  return starting;
}

function snapshotsOf(conversationId: string, storage: RunStorage): FoldSnapshots {
  const version = `${VERSION}/${FOLD_VERSION}`;
  return {
    latest: () => storage.snapshots.latest(conversationId, version),
    put: (snapshot) => storage.snapshots.put(conversationId, { ...snapshot, version }),
  };
}

/** A new conversation is written down before its first event; one that is resumed gets what has changed. */
async function recordStart(plan: RunPlan, storage: RunStorage, redactor: SecretRedactor): Promise<void> {
  const { conversationId, workspace, model, runtime, settings } = plan;
  const record = { workspace, model, runtime, settings: { ...settings }, status: 'RUNNING' as const };
  if (!plan.isNew) await storage.conversations.update(conversationId, record);
  else
    await storage.conversations.create({
      conversationId,
      agentClass: AGENT,
      title: titleOf(plan, redactor),
      ...record,
    });
}

async function recordEnd(plan: RunPlan, storage: RunStorage): Promise<void> {
  await storage.conversations.update(plan.conversationId, { status: 'STOPPED' });
}

const TITLE_CHARS = 80;

function titleOf(plan: RunPlan, redactor: SecretRedactor): string | null {
  const [first = ''] = redactor
    .text(plan.message ?? '')
    .trim()
    .split('\n');
  return first === '' ? null : first.slice(0, TITLE_CHARS);
}
