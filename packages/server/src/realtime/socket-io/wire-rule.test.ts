import {
  agentStateChanged,
  changeAgentState,
  commandObservation,
  errorObservation,
  messageAction,
  messageOf,
  nullAction,
  nullObservation,
  recallAction,
  recallObservation,
  thinkAction,
  type Event,
  type EventDraft,
  type EventSource,
} from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { WireRule } from './wire-rule.ts';

const LOG: [EventSource, EventDraft][] = [
  ['environment', agentStateChanged('loading')],
  ['user', messageAction({ content: 'Hello' })],
  ['user', recallAction({ recall_type: 'knowledge', query: 'Hello' })],
  ['environment', recallObservation('Known', { recall_type: 'knowledge' })],
  ['environment', nullObservation()],
  ['environment', agentStateChanged('running')],
  ['environment', changeAgentState('running')],
  ['agent', nullAction()],
  ['agent', thinkAction('Hm')],
  ['environment', commandObservation('out', { command: 'ls' })],
  ['environment', errorObservation('Broken')],
  ['agent', commandObservation('out', { command: 'ls' })],
];

const events: Event[] = LOG.map(([source, draft], id) => ({
  ...draft,
  id,
  source,
  timestamp: '2026-01-01T00:00:00.000Z',
  message: messageOf(draft),
}));

function sent(historyEnd: number, after = -1): string[] {
  const rule = new WireRule(historyEnd);
  return events
    .slice(after + 1)
    .flatMap((event) => rule.next(event))
    .map(({ event, asAgent }) => `${event.id}${asAgent ? ' as agent' : ''}`);
}

describe('which events go over Socket.IO', () => {
  it('the history: no null and no recall action, and of the states the last one, at the end', () => {
    expect(sent(11)).toEqual(['1', '3', '6', '8', '9', '10', '11', '5']);
  });

  it('live: states and results of the environment as the agent, recall actions too, and no orders', () => {
    expect(sent(-1)).toEqual([
      '0 as agent',
      '1',
      '2',
      '3 as agent',
      '5 as agent',
      '8',
      '9 as agent',
      '10 as agent',
      '11',
    ]);
  });

  it('a history that ends between two events goes over into what is live', () => {
    expect(sent(5)).toEqual(['1', '3', '5', '8', '9 as agent', '10 as agent', '11']);
  });

  it('whoever has all of the history gets no state again', () => {
    expect(sent(7, 7)).toEqual(['8', '9 as agent', '10 as agent', '11']);
  });
});
