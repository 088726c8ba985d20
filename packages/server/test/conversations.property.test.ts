import { turn } from '@capstan/llm/scripted';
import fc from 'fast-check';
import { it } from 'vitest';
import { ConversationStorm, DEEDS, type Deed } from './support/conversation-storm.ts';

const OFTEN: Deed['what'][] = ['create', 'create', 'say', 'say', 'join', 'start'];

const deed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(...DEEDS, ...OFTEN),
  of: fc.nat(2),
  turns: fc.oneof(fc.constant(0), fc.nat(5), fc.nat(200)),
});
const deeds = fc.array(deed, { minLength: 5, maxLength: 25 });
const places = fc.integer({ min: 1, max: 2 });

const turns = [
  turn.call('execute_bash', { command: 'echo ran >> ran', security_risk: 'LOW' }),
  turn.text('Done.'),
];
const created: Deed[] = [0, 1].map((of) => ({ what: 'create', of, turns: 5 }));

it('nothing is lost, done twice or left behind, whoever does what to conversations at the same moment', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, places, async (drawn, maxConcurrent) => {
      const storm = await ConversationStorm.start({ turns, atEnd: 'start-over', maxConcurrent });
      await storm.run([...created, ...drawn]);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 120_000);
