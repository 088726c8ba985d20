import { failureReason, type Condition } from '../../screen/index.ts';

export interface StandingWordsParts {
  condition: Condition;
  /** Why it is in `error`, as the log has it. */
  reason: string;
  /** What the server said last of starting or trouble. */
  notice: string;
  /** Whole seconds until a rate-limited agent goes on; null where nobody knows. */
  secondsLeft: number | null;
  asked: boolean;
  hasTask: boolean;
  /** Whether the agent gave the task back. */
  gaveBack: boolean;
  /** How many messages of the person the agent has not seen. */
  unread: number;
}

export interface StandingWords {
  text: string;
  /** What to do about it; empty where that is plain. */
  remedy: string;
}

const said = (text: string, remedy = ''): StandingWords => ({ text, remedy });

/** What is said of the state above the composer, beside its name; null where the name says it all. */
export function standingWords(parts: StandingWordsParts): StandingWords | null {
  const { condition, reason, notice, secondsLeft, asked, hasTask, gaveBack, unread } = parts;
  switch (condition) {
    case 'starting':
      return said(notice || 'Getting ready…');
    case 'working':
      if (notice !== '') return said(notice);
      if (unread === 0) return null;
      return said(`It reads your message${unread === 1 ? '' : 's'} at its next step.`);
    case 'needs-you':
      return said(asked ? 'It asks before it goes on.' : 'It waits for your answer.');
    case 'waiting':
      if (!hasTask) return said('Write what it should do.');
      return said(secondsLeft === null ? 'Rate limit of the model.' : rateLimit(secondsLeft));
    case 'paused':
      return said('It goes on when you resume it, or write.');
    case 'failed':
      if (gaveBack) return said('It gave the task back.', 'Write what it should do differently.');
      return failed(reason, notice);
    case 'stopped':
      return said(hasTask ? 'Write to go on, or resume where it was.' : 'Write what it should do.');
    case 'done':
      return null;
  }
}

function rateLimit(seconds: number): string {
  return seconds <= 0
    ? 'Rate limit of the model: goes on now.'
    : `Rate limit of the model: goes on in ${clock(seconds)}.`;
}

/** As `0:42` or `1:02:03`. */
export function clock(seconds: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  const rest = `${two(minutes % 60)}:${two(seconds % 60)}`;
  return minutes < 60 ? rest.replace(/^0/, '') : `${Math.floor(minutes / 60)}:${rest}`;
}

function failed(reason: string, notice: string): StandingWords {
  if (reason === '') return said(notice || 'It could not go on.', notice === '' ? 'Try again.' : '');
  const { text, remedy } = failureReason(reason);
  return said(text, remedy);
}
