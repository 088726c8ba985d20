import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ConversationApi } from '../../test/support/conversation-api.ts';
import type { MachineConfig } from '../config/server-config.ts';

let api: ConversationApi;
let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'capstan-folders-')));
  await mkdir(join(root, 'allowed/shop/.git'), { recursive: true });
  await mkdir(join(root, 'allowed/anvil'));
  await mkdir(join(root, 'secret'));
  await writeFile(join(root, 'allowed/notes.txt'), '');
  await symlink('../secret', join(root, 'allowed/escape'));
  await symlink('shop', join(root, 'allowed/link'));
  await symlink('nowhere', join(root, 'allowed/broken'));
  const write = { name: 'execute_bash', arguments: { command: 'echo made > made.txt' } };
  api = await ConversationApi.start({
    turns: [{ toolCalls: [write] }, turn.text('Done.')],
    atEnd: 'repeat-last',
  });
});

afterEach(async () => {
  await api[Symbol.asyncDispose]();
  await rm(root, { recursive: true });
});

const permit = (localFolders: MachineConfig['localFolders']) =>
  void Object.assign(api.context.config.machine, { localFolders });
const list = (path: string, user?: string) =>
  api.ask('GET', `/api/workspace-folders?path=${encodeURIComponent(path)}`, undefined, user);
const begin = (workspace_folder: string, user?: string) =>
  api.ask('POST', '/api/conversations', { initial_user_msg: 'Go', workspace_folder }, user);
const permitted = async (user?: string) =>
  z
    .object({ local_folders: z.boolean() })
    .parse((await api.ask('GET', '/api/options/config', undefined, user)).body).local_folders;

describe('a conversation in a folder of the machine', () => {
  it('works in the folder itself', async () => {
    const folder = join(root, 'allowed/shop');
    const { body } = await begin(join(root, 'allowed/link/'));
    const id = z.object({ conversation_id: z.string() }).parse(body).conversation_id;
    await api.rig.untilState(id, 'awaiting_user_input');
    expect(await api.context.storage.conversations.get(id)).toMatchObject({ workspace: folder });
    expect(await api.ask('GET', `/api/conversations/${id}/list-files`)).toMatchObject({
      body: expect.arrayContaining(['made.txt']),
    });
    await api.ask('DELETE', `/api/conversations/${id}`);
    expect(await list(folder)).toMatchObject({ status: 200, body: { path: folder } });
  });

  it('begins in no folder that is not there, is none, or is where Capstan keeps its data', async () => {
    const home = api.context.config.home;
    const answers = await Promise.all(
      [
        join(root, 'nowhere'),
        join(root, 'allowed/notes.txt'),
        'relative',
        home,
        join(home, 'workspaces'),
      ].map(async (path) => (await begin(path)).body),
    );
    expect(answers).toMatchObject([
      { code: 'workspace_not_found', message: expect.stringContaining('There is no folder') },
      { code: 'workspace_not_found', message: expect.stringContaining('is a file') },
      { code: 'workspace_not_found' },
      { code: 'forbidden', message: expect.stringContaining('keeps its own data') },
      { code: 'forbidden' },
    ]);
    expect(await api.context.storage.conversations.count({})).toBe(0);
  });

  it('begins in no folder that is much more than a project, where a sandbox would have to give all of it', async () => {
    Object.assign(api.context.config.runtime, { driver: 'local' });
    for (const path of ['/', '/tmp', '/etc', homedir()]) {
      expect(await begin(path)).toMatchObject({ status: 400, body: { code: 'usage' } });
    }
    expect(await api.context.storage.conversations.count({})).toBe(0);
  });

  it('begins only in what the configuration names, and there for every user', async () => {
    permit([join(root, 'allowed')]);
    for (const user of ['nobody', 'ann']) {
      expect(await begin(join(root, 'secret'), user)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
      expect(await begin(join(root, 'allowed/../secret'), user)).toMatchObject({ status: 403 });
      expect(await begin(join(root, 'allowed/escape'), user)).toMatchObject({ status: 403 });
      expect(await begin(join(root, 'unknown'), user)).toMatchObject({ status: 403 });
      expect(await begin(`${join(root, 'allowed')}x`, user)).toMatchObject({ status: 403 });
      expect(await begin(join(root, 'allowed/anvil'), user)).toMatchObject({ status: 200 });
      expect(await permitted(user)).toBe(true);
    }
  });

  it('begins nowhere where several people share the machine, or its operator wants it so', async () => {
    expect(await begin(join(root, 'allowed'), 'ann')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect([await permitted('ann'), await permitted()]).toEqual([false, true]);
    permit(null);
    expect(await begin(join(root, 'allowed'))).toMatchObject({ status: 403 });
    expect(await list(root)).toMatchObject({ status: 403 });
    expect(await permitted()).toBe(false);
  });

  it('does not open again when its folder has become a link to a forbidden one', async () => {
    permit([join(root, 'allowed')]);
    const folder = join(root, 'allowed/anvil');
    const { body } = await begin(folder, 'ann');
    const id = z.object({ conversation_id: z.string() }).parse(body).conversation_id;
    await api.rig.untilState(id, 'awaiting_user_input');
    await api.ask('POST', `/api/conversations/${id}/stop`, undefined, 'ann');
    await rm(folder, { recursive: true });
    await symlink('../secret', folder);
    const again = await api.ask('POST', `/api/conversations/${id}/message`, { message: 'Go on' }, 'ann');
    expect(again).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });
});

it('a folder that has become a link leads nobody to the data of Capstan', async () => {
  const folder = join(root, 'allowed/anvil');
  const { body } = await begin(folder);
  const id = z.object({ conversation_id: z.string() }).parse(body).conversation_id;
  await api.rig.untilState(id, 'awaiting_user_input');
  await api.ask('POST', `/api/conversations/${id}/stop`);
  await rm(folder, { recursive: true });
  await symlink(api.context.config.home, folder);
  const again = await api.ask('POST', `/api/conversations/${id}/message`, { message: 'Go on' });
  expect(again).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  expect(await api.ask('GET', `/api/conversations/${id}/list-files`)).toMatchObject({ status: 403 });
});

it('a conversation of a user goes on when its server makes workspaces elsewhere by now', async () => {
  const { body } = await api.ask('POST', '/api/conversations', { initial_user_msg: 'Hello' }, 'ann');
  const id = z.object({ conversation_id: z.string() }).parse(body).conversation_id;
  await api.rig.untilState(id, 'awaiting_user_input');
  await api.ask('POST', `/api/conversations/${id}/stop`, undefined, 'ann');
  Object.assign(api.context.config.runtime, { workspaceBase: join(root, 'moved') });
  const again = await api.ask('POST', `/api/conversations/${id}/message`, { message: 'Go on' }, 'ann');
  expect(again).toMatchObject({ status: 200 });
});

describe('the folders to choose from', () => {
  it('are listed by name, with the way up', async () => {
    expect(await list(join(root, 'allowed'))).toEqual({
      status: 200,
      body: {
        path: join(root, 'allowed'),
        parent: root,
        folders: [
          { name: 'anvil', path: join(root, 'allowed/anvil'), is_git: false },
          { name: 'escape', path: join(root, 'secret'), is_git: false },
          { name: 'link', path: join(root, 'allowed/shop'), is_git: true },
          { name: 'shop', path: join(root, 'allowed/shop'), is_git: true },
        ],
      },
    });
    expect(await list('')).toMatchObject({ status: 200 });
    expect(await list('/')).toMatchObject({ status: 200, body: { path: '/', parent: null } });
    expect(await list(join(root, 'nowhere'))).toMatchObject({ status: 400 });
  });

  it('end where what is allowed ends', async () => {
    permit([join(root, 'allowed')]);
    expect(await list('')).toMatchObject({ body: { path: join(root, 'allowed'), parent: null } });
    const { body } = await list(join(root, 'allowed'), 'ann');
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(await list(root)).toMatchObject({ status: 403 });
  });

  it('are not those of Capstan, and 500 at most', async () => {
    const home = api.context.config.home;
    const { body } = await list(join(home, '..'));
    expect(JSON.stringify(body)).not.toContain(`"${home}"`);
    expect(await list(home)).toMatchObject({ status: 403 });
    await Promise.all(Array.from({ length: 510 }, (_, index) => mkdir(join(root, 'secret', `f${index}`))));
    const many = z.object({ folders: z.array(z.unknown()) }).parse((await list(join(root, 'secret'))).body);
    expect(many.folders).toHaveLength(500);
  });
});
