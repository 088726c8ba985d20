import { turn } from '@capstan/llm/scripted';
import {
  agentStateChanged,
  commandObservation,
  errorObservation,
  nullObservation,
  recallAction,
  recallObservation,
  thinkAction,
  type Event,
  type EventDraft,
  type EventSource,
} from '@capstan/protocol';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { followAtRandom, type FollowProtocol, type Seen, type Span } from './support/random-client.ts';
import { RealtimeRig } from './support/realtime-rig.ts';

const DRAFTS: [EventSource, () => EventDraft][] = [
  ['user', () => thinkAction('Hm')],
  ['user', () => recallAction({ recall_type: 'knowledge', query: 'all' })],
  ['environment', () => recallObservation('All', { recall_type: 'knowledge' })],
  ['environment', () => nullObservation()],
  ['environment', () => errorObservation('Broken')],
  ['environment', () => agentStateChanged('awaiting_user_input')],
  ['environment', () => commandObservation('x'.repeat(2_000), { command: 'ls' })],
];

/** What happens to the conversation. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('append' as const),
      kinds: fc.array(fc.nat(6), { minLength: 1, maxLength: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('say' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('cut everybody off' as const) }) },
);

const client = fc.record({
  protocol: fc.constantFrom<FollowProtocol[]>('sse', 'websocket', 'socketio'),
  /** Before which step it comes. */
  comesAt: fc.nat(6),
  /** After how many events it drops each of its first connections. */
  cutAfter: fc.array(fc.integer({ min: 1, max: 25 }), { maxLength: 5 }),
});

const plan = fc.record({
  steps: fc.array(step, { minLength: 3, maxLength: 8 }),
  clients: fc.array(client, { minLength: 1, maxLength: 6 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

it('each client has every event that is meant for it once and in order, over any disconnects', async () => {
  await using rig = await RealtimeRig.start({ turns: [turn.text('Well.')], atEnd: 'repeat-last' });
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(plan, async ({ steps, clients }) => {
      runs += 1;
      const conversationId = `c${runs}`;
      await rig.rig.begin(conversationId, 'Hello', 'mine');
      const last: { id: number | undefined } = { id: undefined };
      const following: Promise<Span[]>[] = [];
      for (const [index, what] of steps.entries()) {
        come(index);
        await happen(rig, conversationId, what);
      }
      for (let index = steps.length; index <= 6; index += 1) come(index);
      last.id = (await rig.session(conversationId).stream.append(thinkAction('The end'), 'user').durable).id;

      const spans = await Promise.all(following);
      const log = await rig.rig.events(conversationId);
      const all = log.filter(({ id }) => id <= (last.id ?? -1)).map(({ id }) => id);
      for (const [index, { protocol }] of clients.entries()) {
        const got = spans[index] ?? [];
        if (protocol === 'socketio') for (const span of got) expectRuleOfOpenHands(log, span);
        else expect(got.flatMap(({ seen }) => seen.map(({ id }) => id))).toEqual(all);
      }
      await rig.rig.manager.closeSession(conversationId);

      function come(at: number): void {
        for (const [index, { comesAt, ...how }] of clients.entries()) {
          if (comesAt !== at) continue;
          following[index] = followAtRandom({ rig, conversationId, lastId: () => last.id, ...how });
        }
      }
    }),
    { numRuns: 12, interruptAfterTimeLimit: 40_000 },
  );
}, 60_000);

async function happen(rig: RealtimeRig, conversationId: string, step: Step): Promise<void> {
  const { manager } = rig.rig;
  switch (step.what) {
    case 'append': {
      const { stream } = rig.session(conversationId);
      const durable = step.kinds.map((kind) => {
        const [source, draft] = DRAFTS[kind] ?? DRAFTS[0]!;
        return stream.append(draft(), source).durable;
      });
      await Promise.all(durable);
      return;
    }
    case 'say':
      await manager.sendEventToConversation(conversationId, { action: 'message', args: { content: 'And?' } });
      return;
    case 'restart':
      await manager.closeSession(conversationId);
      await manager.maybeStartAgentLoop(conversationId, { userId: 'mine' });
      return;
    case 'cut everybody off':
      for (const socket of rig.sockets) socket.destroy();
  }
}

/** There is an end of the history at which the rules give what the client saw, or its beginning if it was cut off. */
function expectRuleOfOpenHands(log: readonly Event[], { after, seen, historyEnd }: Span): void {
  const given = seen.map(textOf);
  const possible: string[][] = [];
  for (let end = historyEnd.from; end <= Math.min(historyEnd.to, log.length - 1); end += 1) {
    possible.push(expectedOf(log, after, end).slice(0, given.length));
  }
  if (given.length > 0) expect(possible).toContainEqual(given);
}

function expectedOf(log: readonly Event[], after: number, end: number): string[] {
  const seenKinds = log.filter(({ action, observation }) => action !== 'null' && observation !== 'null');
  const history = seenKinds.filter(({ id, action }) => id > after && id <= end && action !== 'recall');
  const isState = ({ observation }: Event): boolean => observation === 'agent_state_changed';
  const live = seenKinds
    .filter(({ id, source, observation }) => {
      const told = ['run', 'agent_state_changed', 'recall', 'error'].includes(observation ?? '');
      return id > end && id > after && (source !== 'environment' || told);
    })
    .map(({ id, source }) => ({ id, source: source === 'user' ? 'user' : 'agent' }));
  const state = history.findLast(isState);
  return [
    ...history.filter((event) => !isState(event)),
    ...(state === undefined ? [] : [state]),
    ...live,
  ].map(({ id, source = '' }) => textOf({ id, source }));
}

const textOf = ({ id, source }: Seen): string => `${id} ${source}`;
