import fc from 'fast-check';
import { expect, it } from 'vitest';
import { draftOf, EMPTY_DRAFT, readDraft, splitCommand } from './mcp-draft.ts';
import { MASK, type McpServer } from './mcp-server.ts';

const NEW = { before: null, others: [] };
const HTTP: McpServer = { kind: 'shttp', url: 'https://tools.example/mcp', apiKey: MASK, timeout: 30 };
const PROGRAM: McpServer = {
  kind: 'stdio',
  name: 'files',
  command: 'npx',
  args: ['-y', 'mcp files', "it's"],
  env: { TOKEN: MASK },
};

it('what is not changed is what it was', () => {
  for (const server of [HTTP, PROGRAM]) {
    expect(readDraft(draftOf(server), { before: server, others: [] })).toEqual({ server });
  }
});

it('a key does not follow to another host', () => {
  const moved = { ...draftOf(HTTP), url: 'https://elsewhere.example/mcp' };
  expect(readDraft(moved, { before: HTTP, others: [] })).toHaveProperty('errors.key');
  const dropped = readDraft({ ...moved, keepsKey: false }, { before: HTTP, others: [] });
  expect(dropped).toMatchObject({ server: { apiKey: null } });
  const typed = readDraft({ ...moved, key: 'new' }, { before: HTTP, others: [] });
  expect(typed).toMatchObject({ server: { apiKey: 'new' } });
});

it('says at which field something is wrong', () => {
  const wrong = readDraft({ ...EMPTY_DRAFT, url: 'tools.example', timeout: '0' }, NEW);
  expect(wrong).toHaveProperty('errors.url');
  expect(wrong).toHaveProperty('errors.timeout');
  const program = readDraft({ ...EMPTY_DRAFT, kind: 'stdio', name: 'a b', command: '"x', env: 'A' }, NEW);
  expect(program).toMatchObject({
    errors: { name: expect.any(String), command: expect.any(String), env: expect.any(String) },
  });
});

it('no two have one name or address', () => {
  expect(readDraft(draftOf(PROGRAM), { before: null, others: [PROGRAM] })).toHaveProperty('errors');
  expect(readDraft({ ...EMPTY_DRAFT, url: HTTP.url }, { before: null, others: [HTTP] })).toHaveProperty(
    'errors.url',
  );
});

it('stars stand for a value only where there is one', () => {
  const draft = { ...draftOf(PROGRAM), env: `TOKEN=${MASK}\nOTHER=${MASK}` };
  expect(readDraft(draft, { before: PROGRAM, others: [] })).toHaveProperty('errors.env');
});

it('any words survive being written as a command', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (args) => {
      const server: McpServer = { kind: 'stdio', name: 'x', command: 'run', args, env: {} };
      expect(splitCommand(draftOf(server).command)).toEqual(['run', ...args]);
    }),
  );
});
