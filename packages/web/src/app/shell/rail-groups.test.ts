import { expect, it } from 'vitest';
import { conversationOf } from '../../stories/conversation-of.ts';
import { railGroups } from './rail-groups.ts';

const now = new Date(2026, 5, 15, 12, 0, 0).getTime();
const DAY = 24 * 3_600_000;
const at = (days: number): string => new Date(now - days * DAY).toISOString();
const named = (id: string, days: number, changes: Parameters<typeof conversationOf>[0] = {}) =>
  conversationOf({ conversation_id: id, created_at: at(days), last_updated_at: at(days), ...changes });

it('puts what needs somebody first, then what is at work, then the others by day', () => {
  const groups = railGroups(
    [
      named('today', 0, { agent_state: 'finished' }),
      named('asks', 0.1, { status: 'RUNNING', agent_state: 'awaiting_user_confirmation' }),
      named('works', 1, { status: 'RUNNING', agent_state: 'running' }),
      named('starts', 2, { status: 'STARTING', agent_state: null }),
      named('failed', 1, { agent_state: 'error' }),
      named('old', 20, { agent_state: 'finished' }),
    ],
    now,
  );
  expect(
    groups.map(({ name, conversations }) => [name, conversations.map((each) => each.conversation_id)]),
  ).toEqual([
    ['Needs you', ['asks']],
    ['Working', ['works', 'starts']],
    ['Today', ['today']],
    ['Yesterday', ['failed']],
    ['Older', ['old']],
  ]);
});

it('what has waited for long does not stay on top', () => {
  const groups = railGroups([named('forgotten', 20, { agent_state: 'awaiting_user_input' })], now);
  expect(groups.map(({ name }) => name)).toEqual(['Older']);
});

it('an old conversation that was taken up again is not old', () => {
  const again = named('again', 20, { agent_state: 'awaiting_user_input', last_updated_at: at(0) });
  expect(railGroups([again], now)[0]?.name).toBe('Needs you');
});
