import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { script, startScriptedModel, turn, type TurnInput } from '@capstan/llm/scripted';
import { capstan, temporaryFolder } from './support/capstan-process.ts';
import { requires } from './support/requirement.ts';
import { expectSoundLog } from './support/stored-log.ts';

const execute = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '..');
const RISK = 'packages/agent/src/tools/security-risk.ts';
const TESTS = 'packages/agent/src/tools/tools.test.ts';
const NOTE = 'docs/risk-words.md';

const BEFORE = 'HIGH: 2 }';
const WRONG = 'HIGH: 2, CRITICAL: 1 }';
const RIGHT = 'HIGH: 2, CRITICAL: 2 }';
const CASE_BEFORE = "    ['high', 2],\n";
const CASE_AFTER = "    ['high', 2],\n    ['critical', 2],\n";
const FIRST_NOTE = '# Risk words\n\nThe model states LOW, MEDIUM or HIGH.\n';
const LAST_NOTE =
  '# Risk words\n\nThe model states LOW, MEDIUM, HIGH or CRITICAL; the last two mean the same.\n';

/** What a careful person would do for it, mistake included, in more than twenty calls. */
function careful(workspace: string): TurnInput[] {
  const at = (file: string) => join(workspace, file);
  const bash = (command: string, timeout?: number) =>
    turn.call('execute_bash', {
      command,
      security_risk: 'LOW',
      ...(timeout === undefined ? {} : { timeout }),
    });
  const edit = (args: Record<string, string | number>) =>
    turn.call('str_replace_editor', { security_risk: 'LOW', ...args });
  const view = (file: string) => edit({ command: 'view', path: at(file) });
  const suite = bash(
    'node_modules/.bin/node node_modules/vitest/vitest.mjs run --project units packages/agent/src/tools; echo "ended with $?"',
    120,
  );
  return [
    bash('ls && git log --oneline | head -3'),
    bash('grep -rln security_risk packages/agent/src | sort'),
    view(RISK),
    bash(`grep -n "'high', 2" -B3 -A5 ${TESTS}`),
    turn.call('task_tracker', {
      command: 'plan',
      task_list: [{ id: 'words', title: 'Accept CRITICAL as the highest risk', status: 'in_progress' }],
    }),
    suite,
    edit({ command: 'str_replace', path: at(RISK), old_str: BEFORE, new_str: WRONG }),
    edit({ command: 'str_replace', path: at(TESTS), old_str: CASE_BEFORE, new_str: CASE_AFTER }),
    suite,
    turn.call('think', { thought: 'The new word has the value of MEDIUM: I wrote 1 where 2 belongs.' }),
    edit({ command: 'str_replace', path: at(RISK), old_str: WRONG, new_str: RIGHT }),
    suite,
    view(RISK),
    edit({ command: 'create', path: at(NOTE), file_text: FIRST_NOTE }),
    edit({
      command: 'str_replace',
      path: at(NOTE),
      old_str: 'LOW, MEDIUM or HIGH.',
      new_str: 'LOW, MEDIUM, HIGH or CRITICAL; the last two mean the same.',
    }),
    edit({ command: 'insert', path: at(NOTE), insert_line: 1, new_str: 'A line too many.' }),
    edit({ command: 'undo_edit', path: at(NOTE) }),
    bash('git status --short'),
    bash('git diff --stat'),
    bash("git add -A && git commit --quiet -m 'Accept CRITICAL as the highest risk' && git status --short"),
    bash('git log -1 --stat --format=%s'),
    turn.call('task_tracker', {
      command: 'plan',
      task_list: [{ id: 'words', title: 'Accept CRITICAL as the highest risk', status: 'done' }],
    }),
    turn.call('finish', { message: 'CRITICAL is accepted, with a test and a note; it is committed.' }),
  ];
}

const sandbox = requires('bubblewrap');
const git = requires('git');

describe.skipIf(!sandbox.available || !git.available)("on a clone of this project's own repository", () => {
  it('explores, edits, runs tests, mends what failed, commits, and leaves exactly the expected diff', async () => {
    await using home = await temporaryFolder();
    const workspace = join(home.path, 'clone');
    await execute('git', ['clone', '--quiet', ROOT, workspace]);
    await execute('cp', ['-al', join(ROOT, 'node_modules'), workspace]);
    const turns = careful(workspace);
    await using server = await startScriptedModel({ script: script(turns) });
    const flags = ['--model', 'openai-compatible/scripted', '--base-url', server.baseUrls['openai-chat']];
    const run = await capstan(['run', 'accept CRITICAL', '--workspace', workspace, '--json', ...flags], {
      home: home.path,
      env: { OPENAI_COMPATIBLE_API_KEY: 'test' },
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.result).toMatchObject({ outcome: 'finished', steps: turns.length });
    const suites = run.events.flatMap((event) =>
      event.observation === 'run' && event.content.includes('ended with') ? [event.content] : [],
    );
    expect(suites.map((text) => /ended with (\d+)/.exec(text)?.[1])).toEqual(['0', '1', '0']);
    await expectDiff(workspace);
    await expectSoundLog(home.path, run);
    expect(server.requests.flatMap((request) => request.problems)).toEqual([]);
  }, 180_000);
});

/** The commit holds the three changes and nothing else, and nothing is left beside it. */
async function expectDiff(workspace: string): Promise<void> {
  const ask = async (...args: string[]) => (await execute('git', ['-C', workspace, ...args])).stdout;
  expect(await ask('status', '--porcelain')).toBe('');
  expect(await ask('diff', '--name-status', 'HEAD~1')).toBe(`A\t${NOTE}\nM\t${RISK}\nM\t${TESTS}\n`);
  for (const [file, before, after] of [
    [RISK, BEFORE, RIGHT],
    [TESTS, CASE_BEFORE, CASE_AFTER],
  ] as const) {
    const original = await ask('show', `HEAD~1:${file}`);
    expect(await readFile(join(workspace, file), 'utf8')).toBe(original.replace(before, after));
  }
  expect(await readFile(join(workspace, NOTE), 'utf8')).toBe(LAST_NOTE);
}
