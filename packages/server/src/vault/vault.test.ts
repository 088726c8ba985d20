import { randomBytes } from 'node:crypto';
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeHome, temporaryHome } from '../../test/sealed-storage.ts';
import { Vault } from './vault.ts';

const place = { scope: 'user', name: 'secrets' };
const text = (value: string): Uint8Array => Buffer.from(value);
const newKey = (): string => randomBytes(32).toString('base64');

let home: string;

beforeEach(async () => {
  home = await temporaryHome();
});

afterEach(() => removeHome(home));

it('opens what it sealed, whatever it is', async () => {
  const vault = await Vault.open({ home, env: {} });
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.string(), (bytes, scope, name) => {
      const sealed = vault.seal(bytes, { scope, name });
      expect(Buffer.from(vault.open(sealed, { scope, name })).equals(bytes)).toBe(true);
    }),
  );
});

it('never seals a value the same way twice, and leaves nothing of it readable', async () => {
  const vault = await Vault.open({ home, env: {} });
  const [one, other] = [vault.seal(text('hunter22'), place), vault.seal(text('hunter22'), place)];
  expect(Buffer.from(one).equals(other)).toBe(false);
  expect(Buffer.from(one).toString('latin1')).not.toContain('hunter22');
});

it('opens a value only at its own place', async () => {
  const vault = await Vault.open({ home, env: {} });
  const sealed = vault.seal(text('mine'), { scope: 'user/me', name: 'settings' });
  for (const elsewhere of [
    { scope: 'user/you', name: 'settings' },
    { scope: 'user/me', name: 'secrets' },
    { scope: 'user/mesettings', name: '' },
    { scope: 'user', name: '/mesettings' },
  ]) {
    expect(() => vault.open(sealed, elsewhere)).toThrow(/is damaged/);
  }
});

it('notices every change of a sealed value', async () => {
  const vault = await Vault.open({ home, env: {} });
  const sealed = vault.seal(text('a value that matters'), place);
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte));
    expect(() => vault.open(changed, place)).toThrow(expect.objectContaining({ code: 'storage_corrupt' }));
    expect(() => vault.open(sealed.subarray(0, at), place)).toThrow(
      expect.objectContaining({ code: 'storage_corrupt' }),
    );
  }
});

describe('the key of the environment', () => {
  it.each(['base64', 'base64url', 'hex'] as const)('is taken in %s', async (encoding) => {
    const key = randomBytes(32);
    const one = await Vault.open({ home, env: { CAPSTAN_VAULT_KEY: ` ${key.toString(encoding)}\n` } });
    const other = await Vault.open({ home, env: { CAPSTAN_VAULT_KEY: key.toString('base64') } });
    expect(Buffer.from(other.open(one.seal(text('x'), place), place)).toString()).toBe('x');
    await expect(stat(join(home, 'vault.key'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each(['too short', randomBytes(31).toString('base64'), randomBytes(33).toString('hex'), `${newKey()}!`])(
    'is refused without being shown: %#',
    async (key) => {
      for (const name of ['CAPSTAN_VAULT_KEY', 'CAPSTAN_VAULT_PREVIOUS_KEY']) {
        const refusal = await Vault.open({ home, env: { [name]: key } }).catch((error: unknown) => error);
        expect(refusal).toMatchObject({ code: 'config_invalid', message: expect.stringContaining(name) });
        expect(inspect(refusal, { depth: 9 })).not.toContain(key);
      }
    },
  );

  it('never shows when a vault is printed', async () => {
    const key = randomBytes(32);
    const vault = await Vault.open({ home, env: { CAPSTAN_VAULT_KEY: key.toString('hex') } });
    const shown = inspect(vault, { depth: 9, showHidden: true }) + JSON.stringify(vault);
    for (const encoding of ['hex', 'base64'] as const) expect(shown).not.toContain(key.toString(encoding));
  });
});

describe('a change of the key', () => {
  it('opens with the previous key and seals with the new one', async () => {
    const [before, after] = [newKey(), newKey()];
    const old = await Vault.open({ home, env: { CAPSTAN_VAULT_KEY: before } });
    const sealed = old.seal(text('kept'), place);
    const env = { CAPSTAN_VAULT_KEY: after, CAPSTAN_VAULT_PREVIOUS_KEY: before };
    const both = await Vault.open({ home, env });
    const opened = both.open(sealed, place);
    expect(Buffer.from(opened).toString()).toBe('kept');
    const alone = await Vault.open({ home, env: { CAPSTAN_VAULT_KEY: after } });
    expect(alone.open(both.seal(opened, place), place)).toEqual(opened);
    expect(() => alone.open(sealed, place)).toThrow(
      expect.objectContaining({
        code: 'storage_corrupt',
        message: expect.stringContaining('sealed with another key'),
        remedy: expect.stringContaining('CAPSTAN_VAULT_PREVIOUS_KEY'),
      }),
    );
  });

  it('leads from the key file to the environment', async () => {
    const sealed = (await Vault.open({ home, env: {} })).seal(text('kept'), place);
    const previous = await readFile(join(home, 'vault.key'), 'utf8');
    const env = { CAPSTAN_VAULT_KEY: newKey(), CAPSTAN_VAULT_PREVIOUS_KEY: previous };
    expect(Buffer.from((await Vault.open({ home, env })).open(sealed, place)).toString()).toBe('kept');
  });
});

describe('the key file', () => {
  const file = (): string => join(home, 'vault.key');

  it('is made for its owner alone, also in a folder that is not there yet', async () => {
    const deep = join(home, 'not', 'there');
    await Vault.open({ home: deep, env: {} });
    expect((await stat(join(deep, 'vault.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(deep)).mode & 0o777).toBe(0o700);
  });

  it('is one and the same for all that start at once', async () => {
    const vaults = await Promise.all(Array.from({ length: 8 }, () => Vault.open({ home, env: {} })));
    const sealed = vaults[0]!.seal(text('shared'), place);
    for (const vault of vaults) expect(Buffer.from(vault.open(sealed, place)).toString()).toBe('shared');
  });

  it.each([0o640, 0o604, 0o660, 0o777])('is refused when its mode is %o', async (mode) => {
    await Vault.open({ home, env: {} });
    await chmod(file(), mode);
    await expect(Vault.open({ home, env: {} })).rejects.toMatchObject({
      code: 'storage_failed',
      remedy: expect.stringContaining(`chmod 600 ${file()}`),
    });
  });

  it.each(['', 'not a key', 'A'.repeat(5_000)])('is refused when it holds no key: %#', async (content) => {
    await writeFile(file(), content, { mode: 0o600 });
    const refusal = await Vault.open({ home, env: {} }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'storage_corrupt', remedy: expect.stringContaining('backup') });
    expect(await readFile(file(), 'utf8')).toBe(content);
  });

  it('that was lost is not replaced unnoticed: what it sealed says so', async () => {
    const sealed = (await Vault.open({ home, env: {} })).seal(text('x'), place);
    await rm(file());
    const vault = await Vault.open({ home, env: {} });
    expect(() => vault.open(sealed, place)).toThrow(/another key/);
  });
});
