import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { begin, eventsOf, untilState } from './support/followed-conversation.ts';
import { REPOSITORY } from './support/git-host.ts';
import { requires } from './support/requirement.ts';
import { expectAnswer, expectNoErrors, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

/** Every kind of change that a list shows, committed and not. */
const WORK = [
  'cd app',
  'git mv old.txt "new name.txt"',
  'git commit --quiet --message "Ahead of the origin"',
  'echo more >> "a file.txt"',
  'rm gone.txt',
  'echo fresh > untracked.txt',
  'mkdir ignored && echo x > ignored/x',
].join(' && ');

const FILES = {
  'README.md': '# App\n',
  'a file.txt': 'one\n',
  'gone.txt': 'it was here\n',
  'old.txt': 'moved\n',
  '.gitignore': 'ignored/\n',
  '.openhands/microagents/shop.md': '---\ntriggers:\n  - shop\n---\nThe shop opens at nine.\n',
};

/** All bytes that there are: none of them may be lost on the way. */
const BYTES = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);

const sandbox = requires('bubblewrap');

describe.skipIf(!sandbox.available)('the workspace of a conversation', () => {
  let rig: V0Rig;
  let id: string;
  let path: string;
  beforeAll(async () => {
    rig = await V0Rig.start({
      files: FILES,
      turns: [
        turn.call('execute_bash', { command: WORK, security_risk: 'LOW' }),
        turn.text('The work is done.'),
      ],
    });
    await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
    await expectAnswer(rig, ['POST', '/api/add-git-providers', rig.tokens], 200, v0.done);
    id = await begin(rig.server, {
      repository: REPOSITORY,
      git_provider: 'github',
      selected_branch: 'main',
      initial_user_msg: 'Do the work',
    });
    path = `/api/conversations/${id}`;
    await untilState(rig.server, id, 'awaiting_user_input');
    await rig.untilRunning(id);
  });
  afterAll(() => rig[Symbol.asyncDispose]());

  it('has the repository, and its conversation says so', async () => {
    const info = await expectAnswer(rig, ['GET', path], 200, v0.conversationInfo);
    expect(info).toMatchObject({
      selected_repository: REPOSITORY,
      selected_branch: 'main',
      git_provider: 'github',
      num_connections: 0,
    });
    const of = `/api/conversations?selected_repository=${REPOSITORY}`;
    expect((await expectAnswer(rig, ['GET', of], 200, v0.conversationList)).results).toEqual([info]);
  });

  it('is told about', async () => {
    expect(await expectAnswer(rig, ['GET', `${path}/config`], 200, v0.runtimeConfig)).toMatchObject({
      session_id: id,
    });
    await expectAnswer(rig, ['GET', `${path}/vscode-url`], 200, v0.vscodeUrl);
    await expectAnswer(rig, ['GET', `${path}/web-hosts`], 200, v0.webHosts);
    const { microagents } = await expectAnswer(rig, ['GET', `${path}/microagents`], 200, v0.microagents);
    expect(microagents).toEqual([
      {
        name: 'shop',
        type: 'knowledge',
        content: 'The shop opens at nine.',
        triggers: ['shop'],
        inputs: [],
        tools: [],
      },
    ]);
  });

  it('has changes: renamed, committed, deleted, new, and with spaces in their names', async () => {
    expect(await expectAnswer(rig, ['GET', `${path}/git/changes`], 200, v0.gitChanges)).toEqual([
      { status: 'M', path: 'app/a file.txt' },
      { status: 'D', path: 'app/gone.txt' },
      { status: 'A', path: 'app/new name.txt' },
      { status: 'D', path: 'app/old.txt' },
      { status: 'A', path: 'app/untracked.txt' },
    ]);
  });

  it.each([
    ['app/a file.txt', 'one\n', 'one\nmore'],
    ['app/gone.txt', 'it was here\n', ''],
    ['app/new name.txt', '', 'moved'],
    ['app/untracked.txt', '', 'fresh'],
  ])('shows both sides of %s', async (file, original, modified) => {
    const diff = await expectAnswer(
      rig,
      ['GET', `${path}/git/diff?path=${encodeURIComponent(file)}`],
      200,
      v0.gitDiff,
    );
    // Clients show lines: whether the last one has its end is not told by all servers.
    expect([diff.original.trimEnd(), diff.modified.trimEnd()]).toEqual([original.trimEnd(), modified]);
  });

  it('lists its files', async () => {
    const names = z.array(z.string());
    expect(await expectAnswer(rig, ['GET', `${path}/list-files`], 200, names)).toContain('app/');
    const inside = await expectAnswer(rig, ['GET', `${path}/list-files?path=app`], 200, names);
    expect(inside).toContain('app/a file.txt');
    expect(inside).not.toContain('app/.git/');
    expect(await expectAnswer(rig, ['GET', `${path}/list-files?path=nowhere`], 200, names)).toEqual([]);
  });

  it('takes files as they are, and says which it does not take', async () => {
    const form = new FormData();
    form.append('files', new Blob([BYTES]), 'picture.bin');
    form.append('files', new Blob(['zwölf\n']), 'notes ü.txt');
    form.append('files', new Blob(['x']), '..');
    const response = await rig.server.request(`${path}/upload-files`, { method: 'POST', body: form });
    expect(response.status).toBe(200);
    const { uploaded_files: files, skipped_files: skipped } = v0.uploaded.parse(await response.json());
    expect(files.map((file) => basename(file)).toSorted()).toEqual(['notes ü.txt', 'picture.bin']);
    expect(skipped).toHaveLength(1);
    const workspace = join(rig.home, 'capstan', 'workspaces', id);
    expect(Uint8Array.from(await readFile(join(workspace, 'picture.bin')))).toEqual(BYTES);
    const text = await expectAnswer(
      rig,
      ['GET', `${path}/select-file?file=${encodeURIComponent('notes ü.txt')}`],
      200,
      z.strictObject({ code: z.literal('zwölf\n') }),
    );
    expect(text.code).toBe('zwölf\n');
    const refused = await expectAnswer(rig, ['GET', `${path}/select-file?file=picture.bin`], 415, v0.failure);
    expect(refused.error).toBe('Unable to open binary file: picture.bin');
    await expectAnswer(rig, ['GET', `${path}/select-file?file=nowhere`], 404, v0.failure);
    await expectAnswer(rig, ['GET', `${path}/select-file`], 422, v0.failure);
  });

  it('is packed into an archive', async () => {
    await mkdir(join(rig.home, 'capstan', 'workspaces', id, 'packed'));
    await writeFile(join(rig.home, 'capstan', 'workspaces', id, 'packed', 'bytes'), BYTES);
    const response = await rig.server.request(`${path}/zip-directory`);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('workspace.zip');
    const archive = Buffer.from(await response.arrayBuffer());
    expect(archive.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(archive.includes('packed/bytes')).toBe(true);
  });

  it('gives its events by pages, in both directions and through a filter', async () => {
    const events = await eventsOf(rig.server, id);
    const page = (query: string) => expectAnswer(rig, ['GET', `${path}/events${query}`], 200, v0.eventPage);
    const first = await page('');
    expect(first.events.map((event) => event.id)).toEqual(events.map((event) => event.id).slice(0, 20));
    const last = await page('?reverse=true&limit=2');
    expect(last.events.map((event) => event.id)).toEqual([events.length - 1, events.length - 2]);
    expect(last.has_more).toBe(true);
    const some = await page('?start_id=1&end_id=3&limit=100');
    expect(some).toMatchObject({ events: [{ id: 1 }, { id: 2 }, { id: 3 }], has_more: false });
    for (const limit of [-1, 101]) {
      const { detail } = await expectAnswer(rig, ['GET', `${path}/events?limit=${limit}`], 400, v0.failure);
      expect(detail).toBe('Invalid limit');
    }
    await expectAnswer(rig, ['GET', `${path}/events?start_id=first`], 422, v0.failure);
  });

  it('reads the filter of events from the body of a GET', async () => {
    const filter = JSON.stringify({ source: 'user', query: 'DO THE' });
    const body = await rig.sendBody('GET', `${path}/events`, filter);
    expect(body.status).toBe(200);
    expect(v0.eventPage.parse(body.json).events).toMatchObject([{ source: 'user', action: 'message' }]);
    expect((await rig.sendBody('GET', `${path}/events`, '{"source": "nobody"}')).status).toBe(422);
    expect((await rig.sendBody('GET', `${path}/events`, '{"source"')).status).toBe(422);
    const huge = JSON.stringify({ query: 'x'.repeat(300_000) });
    expect((await rig.sendBody('GET', `${path}/events`, huge)).status).toBe(413);
  });

  it('takes actions and messages', async () => {
    const action = { action: 'message', args: { content: 'Go on' } };
    const first = await expectAnswer(rig, ['POST', `${path}/events`, action], 200, v0.admitted);
    const second = await expectAnswer(
      rig,
      ['POST', `${path}/message`, { message: 'And on' }],
      200,
      v0.admitted,
    );
    expect(second.event_id).toBeGreaterThan(first.event_id);
    await untilState(rig.server, id, 'awaiting_user_input', { after: second.event_id });
    for (const wrong of [{ action: 'fly' }, {}, { action: 'message', args: { content: 7 } }]) {
      await expectAnswer(rig, ['POST', `${path}/events`, wrong], 400, v0.failure);
    }
    await expectAnswer(rig, ['POST', `${path}/message`, {}], 422, v0.failure);
  });

  it('is told as a trajectory, and gets feedback', async () => {
    const { trajectory } = await expectAnswer(rig, ['GET', `${path}/trajectory`], 200, v0.trajectory);
    expect(trajectory.map((event) => event.source)).toEqual(expect.arrayContaining(['user', 'agent']));
    const feedback = { email: '', version: '', permissions: 'private', polarity: 'positive', trajectory: [] };
    await expectAnswer(rig, ['POST', `${path}/submit-feedback`, feedback], 200, v0.feedback);
    await expectAnswer(
      rig,
      ['POST', `${path}/submit-feedback`, { ...feedback, polarity: 'meh' }],
      422,
      v0.failure,
    );
  });

  it('is also there when the agent is not', async () => {
    await expectAnswer(rig, ['POST', `${path}/stop`], 200, v0.conversationResponse);
    expect(await expectAnswer(rig, ['GET', `${path}/git/changes`], 200, v0.gitChanges)).toContainEqual({
      status: 'M',
      path: 'app/a file.txt',
    });
    expect(await expectAnswer(rig, ['GET', path], 200, v0.conversationInfo)).toMatchObject({
      status: 'STOPPED',
    });
  });

  it('was served without an error', () => {
    expectNoErrors(rig.server);
  });
});
