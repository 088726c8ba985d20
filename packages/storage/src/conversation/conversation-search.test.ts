import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AGENT_STATES, CONVERSATION_STATUSES, CONVERSATION_TRIGGERS } from '@capstan/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { SqliteStorage } from '../sqlite/sqlite-storage.ts';
import type { Conversation } from './conversation.ts';
import type { ConversationFilter, ListPosition } from './conversation-filter.ts';
import { defineHolds, listQuery } from './conversation-query.ts';

const TITLES = [null, 'Mend the basket', 'ÜBER die Körbe', 'Acme \\ 100%_'];
const STATES = [null, ...AGENT_STATES.slice(0, 3)];
const USERS = [null, 'ann', 'bob'];
const REPOSITORIES = [null, 'acme/rocket', 'acme/anvil'];
const TRIGGERS = [null, ...CONVERSATION_TRIGGERS.slice(0, 2)];

let folder: { path: string; remove: () => Promise<void> };
let file: string;
let storage: SqliteStorage;
const stored: Conversation[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 'capstan.db');
  storage = SqliteStorage.open({ file });
  // Several at each time, of every sort.
  for (let index = 0; index < 120; index += 1) {
    const conversation = await storage.conversations.create({
      conversationId: `c${(index * 37) % 120}`,
      createdAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 5))).toISOString(),
      title: TITLES[index % 4] ?? null,
      agentState: STATES[Math.floor(index / 4) % 4] ?? null,
      userId: USERS[index % 3] ?? null,
      selectedRepository: REPOSITORIES[Math.floor(index / 3) % 3] ?? null,
      trigger: TRIGGERS[Math.floor(index / 9) % 3] ?? null,
      status: CONVERSATION_STATUSES[Math.floor(index / 2) % 5] ?? 'STOPPED',
    });
    stored.push(conversation);
  }
});

afterAll(async () => {
  await storage.close();
  await folder.remove();
});

const filters: fc.Arbitrary<ConversationFilter> = fc.record(
  {
    userId: fc.constantFrom(...USERS, 'nobody'),
    selectedRepository: fc.constantFrom('acme/rocket', 'acme/anvil', 'acme/none'),
    trigger: fc.constantFrom(...CONVERSATION_TRIGGERS.slice(0, 3)),
    createdAfter: fc
      .integer({ min: 1, max: 26 })
      .map((day) => new Date(Date.UTC(2026, 0, day)).toISOString()),
    status: fc.array(fc.constantFrom(...CONVERSATION_STATUSES), { maxLength: 6 }),
    standings: fc.constantFrom(
      [],
      [{}],
      [{ agentState: [STATES[1] ?? null, null] }],
      [
        { status: ['RUNNING' as const, 'STOPPED' as const] },
        { status: ['ERROR' as const], agentState: [null] },
      ],
    ),
    text: fc.constantFrom('basket', 'ACME', 'über', 'KÖRBE', '%', '_', '0%_', '\\', 'no such', ''),
    conversationIds: fc.array(
      fc.integer({ min: 0, max: 130 }).map((index) => `c${index}`),
      { maxLength: 60 },
    ),
  },
  { requiredKeys: [] },
);

function matches(conversation: Conversation, filter: ConversationFilter): boolean {
  const { userId, selectedRepository, trigger, createdAfter, status, standings, text, conversationIds } =
    filter;
  const texts = [conversation.title, conversation.selectedRepository];
  return (
    (userId === undefined || conversation.userId === userId) &&
    (selectedRepository === undefined || conversation.selectedRepository === selectedRepository) &&
    (trigger === undefined || conversation.trigger === trigger) &&
    (createdAfter === undefined || conversation.createdAt >= createdAfter) &&
    (status?.includes(conversation.status) ?? true) &&
    (standings?.some(
      (standing) =>
        (standing.status?.includes(conversation.status) ?? true) &&
        (standing.agentState?.includes(conversation.agentState) ?? true),
    ) ??
      true) &&
    (text === undefined || texts.some((each) => each?.toLowerCase().includes(text.toLowerCase()) === true)) &&
    (conversationIds?.includes(conversation.conversationId) ?? true)
  );
}

const place = ({ createdAt, conversationId }: Conversation): string => `${createdAt} ${conversationId}`;

test('any filter gives what it says, newest first, on full pages without gap or overlap', async () => {
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 1, max: 50 }), async (filter, limit) => {
      const expected = stored
        .filter((conversation) => matches(conversation, filter))
        .toSorted((left, right) => (place(left) < place(right) ? 1 : -1));
      const found: Conversation[] = [];
      let page = await storage.conversations.search({ ...filter, limit });
      for (;;) {
        found.push(...page.conversations);
        if (page.next === undefined) break;
        expect(page.conversations).toHaveLength(limit);
        page = await storage.conversations.search({ ...filter, limit, after: page.next });
      }
      expect(found).toEqual(expected);
      expect(await storage.conversations.count(filter)).toBe(expected.length);
    }),
  );
});

test.each([0, -1, 1.5, 1_001, Number.NaN])('a limit of %s is refused', async (limit) => {
  await expect(storage.conversations.search({ limit })).rejects.toMatchObject({ code: 'usage' });
});

describe('what a page costs does not grow with the table', () => {
  const after = { createdAt: '2026-01-05T00:00:00.000Z', conversationId: 'c1' };

  /** How SQLite goes about it: one line for each time that it reads the table or sorts. */
  function planOf(filter: ConversationFilter, from: ListPosition | undefined): string[] {
    const database = new DatabaseSync(file, { readOnly: true });
    const { sql, values } = listQuery(filter, 20, from);
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    database.close();
    return plan.map(({ detail }) => String(detail)).filter((step) => /conversation|TEMP B-TREE/.test(step));
  }

  test('of one user, by text and agent: in the order of an index, without sorting', () => {
    const database = new DatabaseSync(file, { readOnly: true });
    defineHolds(database);
    const { sql, values } = listQuery(
      {
        userId: 'ann',
        text: 'basket',
        standings: [{ status: ['RUNNING', 'ERROR'], agentState: ['paused'] }],
      },
      20,
      after,
    );
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    database.close();
    const plan = steps.map(({ detail }) => String(detail));
    expect(
      plan.filter((step) => step.includes('conversation_by_status (status=? AND user_id=?')),
    ).toHaveLength(2);
    expect(plan.filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'))).toEqual([]);
  });

  test.each<[ConversationFilter, string]>([
    [{}, 'by_user (user_id=?'],
    [{ createdAfter: '2026-01-01T00:00:00.000Z' }, 'by_user (user_id=? AND created_at>?'],
    [{ selectedRepository: 'acme/rocket' }, 'by_repository (selected_repository=? AND user_id=?'],
    [{ trigger: 'gui' }, 'by_trigger (trigger=? AND user_id=?'],
    [{ status: ['RUNNING'] }, 'by_status (status=? AND user_id=?'],
    [{ status: ['RUNNING', 'STARTING', 'STOPPED'] }, 'by_status (status=? AND user_id=?'],
  ])('of one user, %j', (filter, index) => {
    for (const userId of [null, 'ann']) {
      for (const from of [undefined, after]) {
        const steps = planOf({ ...filter, userId }, from);
        expect(steps).toHaveLength(filter.status?.length ?? 1);
        for (const step of steps) {
          expect(step).toContain(`SEARCH conversation USING COVERING INDEX conversation_${index}`);
        }
      }
    }
  });

  test('of one user, all filters together', () => {
    const filter: ConversationFilter = {
      selectedRepository: 'acme/rocket',
      trigger: 'gui',
      status: ['RUNNING', 'ERROR'],
    };
    const steps = planOf({ ...filter, userId: 'ann' }, after);
    expect(steps).toHaveLength(2);
    for (const step of steps) expect(step).toMatch(/^SEARCH conversation USING INDEX .*=\? AND user_id=\?/);
  });

  test('of all users, also what was running', () => {
    expect(planOf({}, undefined)).toEqual([
      expect.stringContaining('COVERING INDEX conversation_by_creation'),
    ]);
    const reads = planOf({ status: ['RUNNING', 'STARTING'] }, undefined).filter(
      (step) => !step.includes('TEMP'),
    );
    expect(reads).toHaveLength(2);
    for (const read of reads) expect(read).toContain('COVERING INDEX conversation_by_status (status=?');
    expect(planOf({ trigger: 'gui' }, after)[0]).toContain(
      'COVERING INDEX conversation_by_trigger (trigger=?',
    );
  });

  test('of named ones', () => {
    const filter: ConversationFilter = { userId: null, status: ['RUNNING'], conversationIds: ['c1', 'c2'] };
    expect(planOf(filter, after)[0]).toContain('(conversation_id=?');
  });
});

test('a damaged record does not keep the others from being listed', async () => {
  const other = new DatabaseSync(file);
  other.exec(`UPDATE conversation SET settings = '{"half' WHERE conversation_id = 'c3'`);
  const page = await storage.conversations.search({ conversationIds: ['c2', 'c3', 'c4'], limit: 10 });
  other.exec(`UPDATE conversation SET settings = '{}' WHERE conversation_id = 'c3'`);
  other.close();
  expect(page.conversations.map(({ conversationId }) => conversationId).toSorted()).toEqual(['c2', 'c4']);
  expect(page.damaged).toEqual(['c3']);
});
