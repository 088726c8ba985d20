import { writeFile } from 'node:fs/promises';
import { changeAgentState, CapstanError, isAction, type Event } from '@capstan/protocol';
import type { ConversationState } from '@capstan/agent';
import { exportTrajectory } from '@capstan/events';
import { asFailure, failureText } from '../failure.ts';
import { JsonLinesProgress } from '../progress/json-lines-progress.ts';
import type { Progress } from '../progress/progress.ts';
import { TerminalProgress } from '../progress/terminal-progress.ts';
import { capstanHome } from '../settings/capstan-home.ts';
import type { OpenStorage } from '../settings/open-storage.ts';
import { askPerson } from './ask-person.ts';
import { onInterruption } from './interruption.ts';
import { openConversation, type LiveConversation } from './open-conversation.ts';
import { parseRunOptions, type RunFlags, type RunOptions } from './run-options.ts';
import { openingEvent, planRun } from './run-plan.ts';
import { failureSummary, summarize, type RunSummary } from './run-summary.ts';

/** `capstan run`. Gives the exit code; errors before a conversation exists are thrown. */
export async function run(
  task: string | undefined,
  flags: RunFlags,
  openStorage: OpenStorage,
): Promise<number> {
  const options = parseRunOptions(task, flags, process.env);
  const home = capstanHome(process.env);
  const storage = await openStorage(home.database);
  try {
    const plan = await planRun(options, storage);
    const live = await openConversation(plan, storage, home);
    const summary = await drive(live, options);
    if (summary.error !== '') {
      process.stderr.write(
        failureText(new CapstanError('internal', summary.error, { remedy: summary.remedy })),
      );
    }
    return summary.exitCode;
  } finally {
    await storage.close();
  }
}

async function drive(live: LiveConversation, options: RunOptions): Promise<RunSummary> {
  const startedAt = performance.now();
  const progress = progressFor(options);
  const { conversationId, model, workspace, runtime } = live.plan;
  progress.onStart({ conversationId, model, workspace, runtime });
  const said = new LastWords();
  const { stream, controller, plan } = live;
  stream.subscribe({
    id: 'main',
    after: stream.latestId,
    onEvent: (event) => {
      said.hear(event);
      progress.onEvent(event);
    },
  });
  stream.onEphemeral((delta) => {
    if (delta.type === 'model-retry') {
      progress.onLive({ type: 'retry', reason: delta.notice.reason, waitSeconds: delta.notice.waitSeconds });
    } else if (delta.type === 'output') {
      progress.onLive({ type: 'output', text: delta.delta.text });
    } else if (delta.delta.type !== 'tool-call') {
      progress.onLive({ type: 'words', text: delta.delta.text });
    }
  });
  controller.introduce();
  const opening = openingEvent(plan, live.needsPush);
  if (opening !== null) stream.append(opening, 'user');
  const release = onInterruption(() => stream.append(changeAgentState('stopped'), 'user'));
  const context = () => ({
    conversationId: plan.conversationId,
    seconds: (performance.now() - startedAt) / 1000,
    lastMessage: said.words,
  });
  let summary: RunSummary;
  try {
    summary = summarize(await untilRest(live, options), context());
    if (options.trajectory !== null) await saveTrajectory(live, options.trajectory);
  } catch (error) {
    summary = failureSummary(asFailure(error), controller.state, context());
  }
  release();
  try {
    await live.close();
  } catch (error) {
    // What ended the run counts; tidying up fails of the same cause then.
    if (summary.error === '') summary = failureSummary(asFailure(error), controller.state, context());
  }
  progress.onEnd(summary);
  return summary;
}

/** Drives the agent until nothing more happens, answering its questions where a person is there. */
async function untilRest(live: LiveConversation, options: RunOptions): Promise<ConversationState> {
  const { controller, stream, runtime } = live;
  controller.start();
  const failed = runtime.started.then(() => new Promise<never>(() => undefined));
  for (let through = stream.nextId - 1; ;) {
    const state = await Promise.race([controller.whenResting(through), failed]);
    const asked = state.agentState === 'awaiting_user_confirmation' ? state.pending : null;
    if (asked === null || options.json || !process.stdin.isTTY) return state;
    const yes = await askPerson(asked, live.signal);
    if (yes === null) return state;
    through = stream.append(changeAgentState(yes ? 'user_confirmed' : 'user_rejected'), 'user').id;
  }
}

function progressFor(options: RunOptions): Progress {
  return options.json
    ? new JsonLinesProgress((text) => process.stdout.write(text))
    : new TerminalProgress(process.stdout);
}

async function saveTrajectory(live: LiveConversation, file: string): Promise<void> {
  const events = await Array.fromAsync(live.stream.events());
  const text = JSON.stringify(exportTrajectory(events, { screenshots: true }), null, 2);
  try {
    await writeFile(file, `${text}\n`);
  } catch (error) {
    throw new CapstanError('usage', `The trajectory cannot be written to ${file}: ${String(error)}`, {
      cause: error,
      remedy: 'Name a file in a folder that exists and is writable.',
    });
  }
}

/** The last message of the agent: what a run that ends by asking shows. */
class LastWords {
  words = '';

  hear(event: Event): void {
    if (isAction(event) && event.action === 'message' && event.source === 'agent')
      this.words = event.args.content;
  }
}
