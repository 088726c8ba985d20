import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as z from 'zod';
import {
  bytesOnDisk,
  openSealedStorage,
  removeHome,
  temporaryHome,
  type SealedStorage,
} from '../../test/sealed-storage.ts';

const place = { scope: 'user', name: 'numbers' };
const schema = z.object({ numbers: z.array(z.number()) });

let open: SealedStorage[];
let home: string;

async function another(env?: Record<string, string>): Promise<SealedStorage> {
  const storage = await openSealedStorage(home, env);
  open.push(storage);
  return storage;
}

beforeEach(async () => {
  open = [];
  home = await temporaryHome();
});

afterEach(async () => {
  await Promise.all(open.map((each) => each.close()));
  await removeHome(home);
});

it('loses no change that is made at once, in one process or in several', async () => {
  const processes = await Promise.all([another(), another(), another()] as const);
  const changes = processes.flatMap(({ documents }, process) =>
    Array.from({ length: 10 }, (_, index) =>
      documents.update(place, schema, (content) => ({
        numbers: [...(content?.numbers ?? []), process * 100 + index],
      })),
    ),
  );
  await Promise.all(changes);
  const { numbers } = (await processes[0].documents.load(place, schema)) ?? { numbers: [] };
  expect(numbers.toSorted((a, b) => a - b)).toEqual(
    [0, 100, 200].flatMap((base) => Array.from({ length: 10 }, (_, index) => base + index)),
  );
  // Those of one process come in the order in which they were asked for.
  for (const base of [0, 100, 200]) {
    const own = numbers.filter((number) => number >= base && number < base + 100);
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
});

it('leaves everything as it was when a change throws, and goes on', async () => {
  const { documents } = await another();
  await documents.update(place, schema, () => ({ numbers: [1] }));
  const refused = documents.update(place, schema, () => {
    throw new Error('no');
  });
  const next = documents.update(place, schema, (content) => ({ numbers: [...(content?.numbers ?? []), 2] }));
  await expect(refused).rejects.toThrow('no');
  expect(await next).toEqual({ numbers: [1, 2] });
});

it('writes with the new key what it read with the previous one', async () => {
  const [before, after] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
  const old = await another({ CAPSTAN_VAULT_KEY: before });
  await old.documents.save(place, { numbers: [1] });
  const both = await another({ CAPSTAN_VAULT_KEY: after, CAPSTAN_VAULT_PREVIOUS_KEY: before });
  await both.documents.update(place, schema, (content) => ({ numbers: [...(content?.numbers ?? []), 2] }));
  const alone = await another({ CAPSTAN_VAULT_KEY: after });
  expect(await alone.documents.load(place, schema)).toEqual({ numbers: [1, 2] });
  await expect(old.documents.load(place, schema)).rejects.toMatchObject({ code: 'storage_corrupt' });
});

it('refuses what it does not understand without showing it', async () => {
  const { documents } = await another();
  await documents.save(place, { numbers: ['hunter22'] });
  const refusal = await documents.load(place, schema).catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: 'storage_corrupt',
    message: 'numbers of user is not understood: numbers.0',
  });
  expect(String(refusal)).not.toContain('hunter22');
});

it('forgets also what it cannot read', async () => {
  const { documents, storage } = await another();
  await storage.documents.put(place.scope, place.name, Uint8Array.of(1, 2, 3));
  await expect(documents.load(place, schema)).rejects.toMatchObject({ code: 'storage_corrupt' });
  await expect(documents.update(place, schema, () => ({ numbers: [] }))).rejects.toMatchObject({
    code: 'storage_corrupt',
  });
  await documents.delete(place);
  expect(await documents.load(place, schema)).toBeUndefined();
});

it('moves no value to another user', async () => {
  const { documents, storage } = await another();
  await documents.save({ scope: 'user/me', name: 'numbers' }, { numbers: [1] });
  const stolen = await storage.documents.get('user/me', 'numbers');
  await storage.documents.put('user/you', 'numbers', stolen!);
  await expect(documents.load({ scope: 'user/you', name: 'numbers' }, schema)).rejects.toMatchObject({
    code: 'storage_corrupt',
  });
});

it('leaves nothing readable on disk', async () => {
  const { documents } = await another();
  await documents.save(place, { numbers: [], note: 'hunter22-and-more' });
  await documents.update(place, z.object({ note: z.string() }), () => ({ note: 'swordfish-and-more' }));
  const onDisk = await bytesOnDisk(home);
  expect(onDisk).toContain('numbers');
  expect(onDisk).not.toContain('hunter22');
  expect(onDisk).not.toContain('swordfish');
});
