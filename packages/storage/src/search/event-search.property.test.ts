import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventRecord } from '../../test/event-record.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';

const CONVERSATIONS = ['a', 'b', 'c'];
const WORDS = ['apple', 'apricot', 'bread', 'butter', 'corn'];

const conversation = fc.constantFrom(...CONVERSATIONS);
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(' '));
const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('append' as const),
      conversation,
      texts: fc.array(text, { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ do: fc.constant('delete' as const), conversation }),
    fc.record({ do: fc.constant('index' as const), conversation }),
    fc.record({
      do: fc.constant('search' as const),
      term: fc.constantFrom('ap', 'apple', 'b', 'but', 'corn', 'z'),
      within: fc.option(fc.uniqueArray(conversation), { nil: undefined }),
    }),
  ),
  { maxLength: 30 },
);

test('whatever is appended, deleted and indexed between, a search finds what is there', async () => {
  const folder = await temporaryFolder();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const storage = SqliteStorage.open({ file: join(folder.path, `${(run += 1)}.db`), worker: false });
      /** In the order in which they were appended. */
      let there: { place: string; conversation: string; words: string[] }[] = [];
      for (const step of taken) {
        if (step.do === 'append') {
          const store = await storage.open(step.conversation, { create: true });
          const from = store.nextId;
          await store.append(step.texts.map((each, index) => eventRecord(from + index, each)));
          await store.close();
          for (const [index, each] of step.texts.entries()) {
            const place = `${step.conversation}/${from + index}`;
            there.push({ place, conversation: step.conversation, words: each.split(' ') });
          }
        } else if (step.do === 'delete') {
          await storage.conversations.delete(step.conversation);
          there = there.filter((event) => event.conversation !== step.conversation);
        } else if (step.do === 'index') {
          await storage.search.indexThrough(step.conversation);
        } else {
          const { term, within } = step;
          const found = await storage.search.find({ text: term, conversationIds: within, limit: 100 });
          const expected = there.filter(
            (event) =>
              (within?.includes(event.conversation) ?? true) &&
              event.words.some((word) => (term.length === 1 ? word === term : word.startsWith(term))),
          );
          expect(found.hits.map((hit) => `${hit.conversationId}/${hit.eventId}`)).toEqual(
            expected.map(({ place }) => place).toReversed(),
          );
          expect(found.complete).toBe(true);
        }
      }
      await storage.close();
    }),
    { numRuns: 40 },
  );
  await folder.remove();
});
