import { z } from 'zod';

import { answers, deliverySchema, type Turn, turnSchema, type TurnInput, usageSchema } from './turn.ts';

/**
 * A script: what the model says, turn by turn. As YAML:
 *
 * ```yaml
 * by: history            # the default; or order, or conversation
 * turns:
 *   - text: I look around first.
 *     reasoning: Which files are there?
 *     toolCalls:
 *       - name: execute_bash
 *         arguments: { command: ls }
 *     usage: { input: 1200, output: 40, cacheRead: 1000 }
 *   - fault: { kind: rate-limit, times: 2, retryAfterSeconds: 1 }   # fails twice …
 *   - text: 'The process is {{ toolResult /pid (\d+)/ }}.'          # … and then says this
 *   - when: { toolResult: Traceback }      # out of turn, whenever a tool's result holds it
 *     text: Something broke; I look at it.
 * ```
 *
 * **Which turn answers.** First the turns with `when`, in their order; the first that matches answers.
 * Else the next of the others. `by` says how the next is known:
 * - `history`: from the request alone. Each assistant message in it stands for one turn served, so a
 *   client that is killed and resumed gets the answer that it would have got. (A client that shortens its
 *   history goes back in the script.)
 * - `order`: one count for the whole server.
 * - `conversation`: a count per conversation, told apart by the header `x-conversation-id`, or else by
 *   the first message of the user.
 *
 * **Faults.** A turn's faults come first, then its answer. A turn of nothing but faults belongs to the
 * turn after it; at the end of the script its last fault goes on for ever. Requests that met a fault are
 * counted over the whole server (by `conversation`: in each).
 *
 * **Templates.** In texts and in arguments: `{{ toolResult }}` (the last one), `{{ lastMessage }}`,
 * `{{ firstMessage }}`, `{{ model }}` and `{{ turn }}` (the number of the answer, from 1), each optionally
 * with a pattern whose first group (or whole match) is inserted, and with a default:
 * `{{ toolResult /pid (\d+)/ ?? none }}`. Other text in double braces stays as it is.
 */
const scriptSchema = z
  .strictObject({
    by: z.enum(['history', 'order', 'conversation']).default('history'),
    /** After the last turn: refuse the request, say the last turn again, or begin anew. */
    atEnd: z.enum(['refuse', 'repeat-last', 'start-over']).default('refuse'),
    /** Models that exist; any other is not found. Default: every name is a model. */
    models: z.array(z.string().min(1)).optional(),
    /** For turns that have none of their own. Without it counts are estimated from the lengths. */
    usage: usageSchema.optional(),
    /** For turns that have none of their own. */
    delivery: deliverySchema.optional(),
    turns: z.array(turnSchema),
  })
  .transform(({ turns, ...rest }) => ({ ...rest, ...arrange(turns) }));

export type Script = z.output<typeof scriptSchema>;
export type ScriptInput = Omit<z.input<typeof scriptSchema>, 'turns'> & { turns: TurnInput[] };

/** Checks a script that came as data. A bare list is taken for its turns. */
export const checkScript = (input: unknown) =>
  scriptSchema.safeParse(Array.isArray(input) ? { turns: input } : input);

/** Turns in order and turns with a condition, with the faults of turns that say nothing moved on. */
function arrange(turns: Turn[]): { ordered: Turn[]; rules: Turn[] } {
  const rules = turns.filter((turn) => turn.when !== undefined);
  const ordered: Turn[] = [];
  let waiting: Turn['fault'] = [];
  for (const turn of turns) {
    if (turn.when !== undefined) continue;
    const fault = [...waiting, ...turn.fault];
    if (answers(turn) || fault.length === 0) {
      ordered.push({ ...turn, fault });
      waiting = [];
    } else {
      waiting = fault;
    }
  }
  const last = waiting.at(-1);
  if (last !== undefined) ordered.push({ fault: [...waiting.slice(0, -1), { ...last, times: 'always' }] });
  return { ordered, rules };
}
