import { changeAgentState, CapstanError, isAction, type Event } from '@capstan/protocol';
import { reapOrphans } from '@capstan/runtime';
import { asFailure, failureText } from '../failure.ts';
import { JsonLinesProgress } from '../progress/json-lines-progress.ts';
import type { Progress } from '../progress/progress.ts';
import { TerminalProgress } from '../progress/terminal-progress.ts';
import { capstanHome, makeHome, type CapstanHome } from '../settings/capstan-home.ts';
import type { OpenStorage } from '../settings/open-storage.ts';
import { attend } from './attend.ts';
import { onInterruption } from './interruption.ts';
import { openConversation, type LiveConversation } from './open-conversation.ts';
import { openingEvents } from './opening-events.ts';
import { planRun } from './plan-run.ts';
import { parseRunOptions, type RunFlags, type RunOptions } from './run-options.ts';
import { failureSummary, summarize, type RunSummary } from './run-summary.ts';
import { saveTrajectory } from './save-trajectory.ts';

/** `capstan run`. Gives the exit code; errors before a conversation exists are thrown. */
export async function run(
  task: string | undefined,
  flags: RunFlags,
  openStorage: OpenStorage,
): Promise<number> {
  const options = parseRunOptions(task, flags, process.env);
  const home = capstanHome(process.env);
  makeHome(home);
  const storage = await openStorage(home.database);
  try {
    const plan = await planRun(options, storage);
    const live = await openConversation(plan, storage, home);
    const summary = await drive(live, options);
    await clearAway(home);
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

/** What killed runs left behind. That it cannot be removed is said, and changes nothing of how this run ended. */
async function clearAway(home: CapstanHome): Promise<void> {
  try {
    await reapOrphans(home.runtimes, () => 'keep');
  } catch (error) {
    process.stderr.write(failureText(asFailure(error)));
  }
}

async function drive(live: LiveConversation, options: RunOptions): Promise<RunSummary> {
  const startedAt = performance.now();
  const { stream, controller, plan } = live;
  const progress = progressFor(options);
  const said = watch(live, progress);
  controller.introduce();
  for (const event of openingEvents(plan, controller.state, options)) stream.append(event, 'user');
  const release = onInterruption(() => stream.append(changeAgentState('stopped'), 'user'));
  const context = () => ({
    conversationId: plan.conversationId,
    seconds: (performance.now() - startedAt) / 1000,
    lastMessage: said.words,
  });
  let summary: RunSummary;
  try {
    const personIsThere = !options.json && process.stdin.isTTY;
    summary = summarize(await attend(live, personIsThere), context());
    if (options.trajectory !== null) await saveTrajectory(stream, options.trajectory);
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

/** Shows what happens from now on; gives the last message of the agent, as it stands at any time. */
function watch({ stream, plan }: LiveConversation, progress: Progress): { readonly words: string } {
  const { conversationId, model, workspace, runtime } = plan;
  progress.onStart({ conversationId, model, workspace, runtime });
  const said = { words: '' };
  stream.subscribe({
    id: 'main',
    after: stream.latestId,
    onEvent: (event) => {
      said.words = wordsOf(event) ?? said.words;
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
  return said;
}

function wordsOf(event: Event): string | null {
  return isAction(event) && event.action === 'message' && event.source === 'agent'
    ? event.args.content
    : null;
}

function progressFor(options: RunOptions): Progress {
  return options.json
    ? new JsonLinesProgress((text) => process.stdout.write(text))
    : new TerminalProgress(process.stdout);
}
