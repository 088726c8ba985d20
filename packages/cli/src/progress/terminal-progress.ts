import { styleText } from 'node:util';
import { isAction, isObservation, type ActionEvent, type Event } from '@capstan/protocol';
import type { RunSummary } from '../run/run-summary.ts';
import { duration, eventLines, type Line, type Tone } from './event-lines.ts';
import { oneLine, plainText } from './plain-text.ts';
import type { LiveUpdate, Progress, RunStart } from './progress.ts';
import { StatusLine, type Output } from './status-line.ts';

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Tone, Style | null>> = {
  plain: null,
  dim: 'dim',
  bold: 'bold',
  command: 'cyan',
  good: 'green',
  bad: 'red',
  warn: 'yellow',
  added: 'green',
  removed: 'red',
};

/** A run as a person watches it: what the agent says and does, and one live line on what is going on. */
export class TerminalProgress implements Progress {
  readonly #out: Output;
  readonly #status: StatusLine | null;
  readonly #open = new Map<number, ActionEvent>();
  readonly #asked = new Set<string>();

  constructor(out: Output) {
    this.#out = out;
    // A dumb terminal cannot take a line back.
    this.#status = out.isTTY === true && process.env['TERM'] !== 'dumb' ? new StatusLine(out) : null;
  }

  onStart({ conversationId, model, workspace, runtime }: RunStart): void {
    const place = runtime === 'cli' ? 'no sandbox' : 'sandbox';
    const text = [model ?? 'recorded answers', plainText(workspace), place, conversationId].join(' · ');
    this.#print([{ tone: 'dim', text }]);
  }

  onEvent(event: Event): void {
    const action = this.#track(event);
    if (!this.#shownBefore(event)) this.#print(eventLines(event, action));
    // The question stands where the status line would be drawn.
    if (asksPerson(event)) this.#status?.end();
    else if (isAction(event) && event.action === 'run')
      this.#status?.begin(`running ${oneLine(plainText(event.args.command), 60)}`);
    else if (!isAction(event) || event.action !== 'finish') this.#status?.begin('thinking');
  }

  onLive(live: LiveUpdate): void {
    if (live.type === 'retry') {
      this.#print([
        {
          tone: 'warn',
          text: `  ↻ ${plainText(live.reason)}; trying again in ${Math.ceil(live.waitSeconds)}s`,
        },
      ]);
    } else {
      this.#status?.detail(live.text);
    }
  }

  onEnd(summary: RunSummary): void {
    this.#status?.end();
    const lines: Line[] = [{ tone: 'plain', text: '' }];
    if (summary.message !== '' && summary.outcome === 'finished') {
      lines.push(
        ...plainText(summary.message)
          .split('\n')
          .map((text, index): Line => ({ tone: 'good', text: `${index === 0 ? '✔' : ' '} ${text}` })),
      );
    } else if (summary.outcome === 'waiting') {
      lines.push({ tone: 'warn', text: '? The agent waits for you.' });
    } else if (summary.outcome === 'stopped') {
      lines.push({ tone: 'warn', text: '■ Stopped. Everything until here is kept.' });
    } else if (summary.outcome === 'rejected') {
      lines.push({
        tone: 'warn',
        text: `✗ The agent rejected the task. ${plainText(summary.message)}`.trimEnd(),
      });
    }
    lines.push({ tone: 'dim', text: totals(summary) });
    if (summary.outcome !== 'finished' && summary.outcome !== 'rejected')
      lines.push({ tone: 'dim', text: resumeHint(summary) });
    this.#print(lines);
  }

  /** Remembers actions until they are answered; gives the action that an observation answers. */
  #track(event: Event): ActionEvent | undefined {
    if (isAction(event)) {
      this.#open.set(event.id, event);
      return undefined;
    }
    const { cause } = event;
    if (cause === undefined) return undefined;
    const action = this.#open.get(cause);
    this.#open.delete(cause);
    return action;
  }

  /** An action that was asked about is in the log twice: as it was asked, and as the person answered. */
  #shownBefore(event: Event): boolean {
    if (!isAction(event) || !('confirmation_state' in event.args)) return false;
    const call = event.tool_call_metadata?.tool_call_id;
    if (call === undefined) return false;
    if (event.args.confirmation_state === 'awaiting_confirmation') this.#asked.add(call);
    else return this.#asked.delete(call);
    return false;
  }

  #print(lines: readonly Line[]): void {
    if (lines.length === 0) return;
    this.#status?.clear();
    const text = lines.map(({ tone, text: words }) => {
      const style = STYLES[tone];
      return style === null || words === '' ? words : styleText(style, words, { stream: this.#out });
    });
    this.#out.write(`${text.join('\n')}\n`);
  }
}

function asksPerson(event: Event): boolean {
  if (isAction(event)) {
    return 'confirmation_state' in event.args && event.args.confirmation_state === 'awaiting_confirmation';
  }
  return (
    isObservation(event) &&
    event.observation === 'agent_state_changed' &&
    event.extras.agent_state === 'awaiting_user_confirmation'
  );
}

function totals(summary: RunSummary): string {
  const cost =
    summary.unpricedCalls > 0
      ? `price unknown for ${summary.unpricedCalls} ${summary.unpricedCalls === 1 ? 'call' : 'calls'}${summary.usd > 0 ? `, at least $${summary.usd.toFixed(4)}` : ''}`
      : `$${summary.usd.toFixed(4)}`;
  const cached = summary.tokensCached > 0 ? ` (${compact(summary.tokensCached)} cached)` : '';
  return [
    `${summary.steps} ${summary.steps === 1 ? 'step' : 'steps'}`,
    `${compact(summary.tokensIn)} tokens in${cached}`,
    `${compact(summary.tokensOut)} out`,
    cost,
    duration(summary.seconds * 1000),
  ].join(' · ');
}

function compact(count: number): string {
  return count < 1000
    ? String(count)
    : count < 1_000_000
      ? `${(count / 1000).toFixed(1)}k`
      : `${(count / 1_000_000).toFixed(2)}M`;
}

function resumeHint(summary: RunSummary): string {
  const resume = `capstan run --resume ${summary.conversationId}`;
  if (summary.outcome !== 'waiting') return `go on with: ${resume}`;
  if (summary.state.agentState !== 'awaiting_user_confirmation') return `go on with: ${resume} "your answer"`;
  return `decide with: ${resume} on a terminal, with --confirm never to allow this and all that follows, or with "what to do instead"`;
}
