import { CapstanError, type JsonObject } from '@capstan/protocol';
import { z } from 'zod';

import type { PromptView } from '../prompt/prompt-view.ts';
import type { FaultInput } from './fault.ts';
import { checkScript, type Script, type ScriptInput } from './script.ts';
import type { SayingInput, TurnInput } from './turn.ts';

type Rest<Without extends keyof TurnInput> = Omit<TurnInput, Without>;
type FaultDetails = Partial<Exclude<FaultInput, string>>;

/**
 * A script in code: `script([turn.call('execute_bash', { command: 'ls' }), turn.text('Done.')])`.
 *
 * @throws CapstanError `usage` when it is not valid.
 */
export function script(turns: TurnInput[], options: Omit<ScriptInput, 'turns'> = {}): Script {
  const checked = checkScript({ ...options, turns });
  if (checked.success) return checked.data;
  throw new CapstanError('usage', `The script is not valid.\n${z.prettifyError(checked.error)}`);
}

/** Makes turns; the last argument takes every other field of a turn. */
export const turn = {
  text: (text: string, rest: Rest<'text'> = {}): TurnInput => ({ ...rest, text }),

  call: (name: string, args: JsonObject = {}, rest: Rest<'toolCalls'> = {}): TurnInput => ({
    ...rest,
    toolCalls: [{ name, arguments: args }],
  }),

  /** Several calls in one answer. */
  calls: (calls: NonNullable<TurnInput['toolCalls']>, rest: Rest<'toolCalls'> = {}): TurnInput => ({
    ...rest,
    toolCalls: calls,
  }),

  /** A fault before the turn that follows; at the end of the script, for ever. */
  fault: (kind: Exclude<FaultInput, object>, details: FaultDetails = {}): TurnInput => ({
    fault: { ...details, kind },
  }),

  /** An answer made from the request. */
  reply: (reply: (view: PromptView) => SayingInput, rest: Rest<'reply'> = {}): TurnInput => ({
    ...rest,
    reply,
  }),

  /** An answer out of turn, whenever the request matches. */
  when: (when: NonNullable<TurnInput['when']>, answer: TurnInput): TurnInput => ({ ...answer, when }),
};
