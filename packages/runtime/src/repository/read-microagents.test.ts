import { describe, expect, test } from 'vitest';
import { GitWorkspace } from '../../test/git-workspace.ts';
import { readMicroagents } from './read-microagents.ts';

const FOLDER = '.openhands/microagents';

async function readOne(file: string): Promise<unknown> {
  using workspace = new GitWorkspace();
  workspace.write(`${FOLDER}/one.md`, file);
  const { microagents, warnings } = await readMicroagents(workspace.access, ['.']);
  return microagents[0] ?? warnings;
}

describe('one file', () => {
  const nothing = { triggers: [], inputs: [], tools: [] };

  test('without front matter is for the whole repository', async () => {
    const expected = { name: 'one', type: 'repo', content: 'Use tabs.', ...nothing };
    expect(await readOne('\nUse tabs.\n')).toEqual(expected);
    expect(await readOne('---\n---\nUse tabs.')).toEqual(expected);
    expect(await readOne('\uFEFF---\r\nname: other\r\nversion: 1.0\r\n---\r\nUse tabs.\r\n')).toEqual(
      expected,
    );
  });

  test('with triggers is knowledge', async () => {
    const file = '---\ntriggers:\n- kubernetes\n- 404\nunknown: {a: b}\n---\n# Pods\n---\nmore';
    expect(await readOne(file)).toEqual({
      name: 'one',
      type: 'knowledge',
      content: '# Pods\n---\nmore',
      ...nothing,
      triggers: ['kubernetes', '404'],
    });
  });

  test('with inputs is called by its name', async () => {
    const file =
      '---\nname: fix\ntriggers:\ninputs:\n- name: TEST\n  description: Which one\n- name: 2\n---\nFix ${TEST}';
    expect(await readOne(file)).toEqual({
      name: 'one',
      type: 'knowledge',
      content: 'Fix ${TEST}',
      triggers: ['/fix'],
      inputs: [
        { name: 'TEST', description: 'Which one' },
        { name: '2', description: '' },
      ],
      tools: [],
    });
  });

  test('names the servers that it brings', async () => {
    const file = '---\nmcp_tools:\n  stdio_servers:\n  - name: fetch\n    command: uvx\n---\n';
    expect(await readOne(file)).toMatchObject({ type: 'repo', tools: ['fetch'] });
  });

  test.for([
    ['---\ntriggers: [a\n---\ntext', /one\.md: .*Flow sequence/],
    ['---\ntriggers: word\n---\ntext', /one\.md: triggers is not/],
    ['---\ntype: other\n---\ntext', /one\.md: type is none of repo, knowledge, task/],
    ['---\n- a list\n---\ntext', /one\.md: the front matter is not of the type/],
    [`---\na: &a [x]\nb: &b [${'*a,'.repeat(30)}]\nc: [${'*b,'.repeat(30)}]\n---\n`, /one\.md: .*alias/],
    ['x'.repeat(300_000), /one\.md is larger than 256 KiB/],
  ] as const)('that cannot be used is passed over with a warning: %j', async ([file, warning]) => {
    expect(await readOne(file)).toEqual([expect.stringMatching(warning)]);
  });
});

test('folders are searched to their depth, and the later one wins', async () => {
  using workspace = new GitWorkspace();
  workspace.write(`${FOLDER}/git.md`, 'root');
  workspace.write(`${FOLDER}/README.md`, 'about');
  workspace.write(`${FOLDER}/notes.txt`, 'about');
  workspace.write(`app/${FOLDER}/a/b/tool.md`, 'deep');
  workspace.write(`app/${FOLDER}/git.md`, 'app');
  workspace.write(`app/${FOLDER}/broken.md`, '---\n"\n---\n');
  workspace.write('app/.cursorrules', '---\nnot: parsed\n---\n');
  workspace.write('app/AGENTS.md', 'agents');
  workspace.write('app/agent.md', 'not read');
  workspace.write('.openhands_instructions', 'legacy');
  const { microagents, warnings } = await readMicroagents(workspace.access, ['.', 'app', 'app', 'missing']);
  expect(Object.fromEntries(microagents.map(({ name, content }) => [name, content]))).toEqual({
    repo_legacy: 'legacy',
    git: 'app',
    cursorrules: '---\nnot: parsed\n---',
    agents: 'agents',
    'a/b/tool': 'deep',
  });
  expect(warnings).toEqual([expect.stringContaining(`app/${FOLDER}/broken.md`)]);
});

test('a workspace without any has none', async () => {
  using workspace = new GitWorkspace();
  workspace.write('.openhands', 'a file');
  expect(await readMicroagents(workspace.access, ['.'])).toEqual({ microagents: [], warnings: [] });
});

test('of too many, the first are read', async () => {
  using workspace = new GitWorkspace();
  for (let number = 0; number < 205; number++) workspace.write(`${FOLDER}/${number}.md`, 'text');
  const { microagents, warnings } = await readMicroagents(workspace.access, ['.']);
  expect(microagents).toHaveLength(200);
  expect(warnings).toEqual(['Only the first 200 microagents are read.']);
});
