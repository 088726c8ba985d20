import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOnDisk } from '../../../test/sealed-storage.ts';
import { openSettingsApi, type SettingsApi } from '../../../test/settings-api.ts';

let api: SettingsApi;

beforeEach(async () => {
  api = await openSettingsApi();
});

afterEach(() => api.close());

const list = (user?: string) => api.ask('GET', '/api/secrets', undefined, user === undefined ? {} : { user });
const create = (body: unknown) => api.ask('POST', '/api/secrets', body);
const update = (name: string, body: unknown) => api.ask('PUT', `/api/secrets/${name}`, body);
const remove = (name: string) => api.ask('DELETE', `/api/secrets/${name}`);
const stored = async () => (await api.secrets.load(null)).customSecrets;

it('creates, lists, renames and deletes', async () => {
  expect(await list()).toMatchObject({ status: 200, body: { custom_secrets: [] } });
  expect(await create({ name: 'NPM_TOKEN', value: 'v1', description: 'for npm' })).toMatchObject({
    status: 201,
    body: { message: 'Secret created successfully' },
  });
  await create({ name: 'other', value: 'v2' });
  expect((await list()).body).toEqual({
    custom_secrets: [
      { name: 'NPM_TOKEN', description: 'for npm' },
      { name: 'other', description: '' },
    ],
  });
  expect(await update('NPM_TOKEN', { name: 'REGISTRY_TOKEN', description: 'new' })).toMatchObject({
    status: 200,
    body: { message: 'Secret updated successfully' },
  });
  expect(await stored()).toEqual({
    REGISTRY_TOKEN: { secret: 'v1', description: 'new' },
    other: { secret: 'v2', description: '' },
  });
  expect(await remove('other')).toMatchObject({
    status: 200,
    body: { message: 'Secret deleted successfully' },
  });
  expect(Object.keys(await stored())).toEqual(['REGISTRY_TOKEN']);
});

it('gives another value, and keeps the one that is there when none is given', async () => {
  await create({ name: 'TOKEN', value: 'v1', description: 'for npm' });
  expect(await update('TOKEN', { name: 'TOKEN', description: 'for npm', value: 'v2' })).toMatchObject({
    status: 200,
  });
  await update('TOKEN', { name: 'TOKEN', description: 'again', value: null });
  expect(await stored()).toEqual({ TOKEN: { secret: 'v2', description: 'again' } });
  expect((await update('TOKEN', { name: 'TOKEN', value: '' })).status).toBe(422);
});

describe('refused', () => {
  const MISSING = { status: 404, body: { error: 'Secret with ID missing not found' } };

  it('is a change of what is not there, also when nothing is stored at all', async () => {
    expect(await update('missing', { name: 'x' })).toMatchObject(MISSING);
    expect(await remove('missing')).toMatchObject(MISSING);
    await create({ name: 'one', value: 'v' });
    expect(await update('missing', { name: 'x' })).toMatchObject(MISSING);
    expect(await remove('missing')).toMatchObject(MISSING);
  });

  it('is a name that is taken', async () => {
    await create({ name: 'one', value: 'v1' });
    await create({ name: 'two', value: 'v2' });
    const taken = { status: 400, body: { message: 'Secret two already exists', code: 'secret_exists' } };
    expect(await create({ name: 'two', value: 'v3' })).toMatchObject(taken);
    expect(await update('one', { name: 'two' })).toMatchObject(taken);
    expect(await update('one', { name: 'one', description: 'same name' })).toMatchObject({ status: 200 });
    expect(await stored()).toEqual({
      one: { secret: 'v1', description: 'same name' },
      two: { secret: 'v2', description: '' },
    });
  });

  it.each(['', '1A', 'A-B', 'A B', 'A\n', 'Ä', '__proto__', 'A'.repeat(201)])(
    'is the name %j',
    async (name) => {
      expect(await create({ name, value: 'v' })).toMatchObject({ status: 422 });
      await create({ name: 'one', value: 'v' });
      expect(await update('one', { name })).toMatchObject({ status: 422 });
      expect(Object.keys(await stored())).toEqual(['one']);
    },
  );

  it.each(['', 'a\0b', 'a'.repeat(65_537), 7, null])(
    'is a value that no variable can have: %#',
    async (value) => {
      expect((await create({ name: 'one', value })).status).toBeGreaterThanOrEqual(413);
      expect(await stored()).toEqual({});
    },
  );

  it('is more than anybody needs', async () => {
    const many = Array.from({ length: 500 }, (_, index) => [`S${index}`, { secret: 'v', description: '' }]);
    await api.secrets.update(null, (secrets) => ({ ...secrets, customSecrets: Object.fromEntries(many) }));
    expect(await create({ name: 'one_more', value: 'v' })).toMatchObject({
      status: 422,
      body: { error: 'There are 500 secrets already' },
    });
  });
});

it.each(['constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', async (name) => {
  expect((await remove(name)).status).toBe(404);
  expect((await create({ name, value: 'v' })).status).toBe(201);
  expect(await stored()).toEqual({ [name]: { secret: 'v', description: '' } });
  expect((await update(name, { name: 'valueOf' })).status).toBe(200);
  expect((await remove('valueOf')).status).toBe(200);
});

it('deletes all at once, also when they cannot be read any more', async () => {
  await create({ name: 'one', value: 'v' });
  await api.storage.documents.put('user', 'secrets', Uint8Array.of(1));
  expect(await list()).toMatchObject({ status: 500, body: { code: 'storage_corrupt' } });
  expect((await api.ask('DELETE', '/api/secrets')).status).toBe(200);
  expect((await list()).body).toEqual({ custom_secrets: [] });
});

it('shows each user only their own', async () => {
  await api.ask('POST', '/api/secrets', { name: 'one', value: 'v' }, { user: 'alice' });
  expect((await list('bob')).body).toEqual({ custom_secrets: [] });
  expect((await list()).body).toEqual({ custom_secrets: [] });
  expect((await api.ask('DELETE', '/api/secrets/one', undefined, { user: 'bob' })).status).toBe(404);
  expect((await list('alice')).body).toEqual({ custom_secrets: [{ name: 'one', description: '' }] });
});

it('loses none that are created at once', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `S${index}`);
  await Promise.all(names.map((name) => create({ name, value: name })));
  expect(Object.keys(await stored()).toSorted()).toEqual(names.toSorted());
});

it('shows no value in answers, errors and logs, and leaves none on disk', async () => {
  await create({ name: 'one', value: 'hunter22', description: 'd' });
  await create({ name: 'one', value: 'hunter22-again' });
  await create({ name: 'no name', value: 'hunter22' });
  await create({ name: 'two', value: { hunter22: 'hunter22' } });
  await update('one', { name: 'renamed', value: 'hunter22' });
  await list();
  await remove('renamed');
  expect(api.everythingShown()).toContain('already exists');
  expect(api.everythingShown()).not.toContain('hunter22');
  expect(await bytesOnDisk(api.home)).not.toContain('hunter22');
});
