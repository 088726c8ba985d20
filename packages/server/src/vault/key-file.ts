import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { writeDurably } from '@capstan/storage';
import { KEY_BYTES, parseVaultKey, type VaultKey } from './vault-key.ts';

/** In the home folder. Without it, what was sealed with it cannot be read any more. */
const KEY_FILE_NAME = 'vault.key';

const ANYBODY_ELSE = 0o077;
/** Far more than a key has; whatever is longer is no key file. */
const LARGEST_FILE_BYTES = 1_024;

/** The key that lies in the home folder, made if there is none. Of processes that start at once, one makes it. */
export async function keyFromFile(home: string): Promise<VaultKey> {
  const file = join(home, KEY_FILE_NAME);
  try {
    const known = await readKey(file);
    if (known !== undefined) return known;
    await mkdir(home, { recursive: true, mode: 0o700 });
    await makeKey(file);
    return (await readKey(file)) ?? missing(file);
  } catch (error) {
    if (CapstanError.is(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('storage_failed', `${file} cannot be read or made: ${reason}`, { cause: error });
  }
}

async function readKey(file: string): Promise<VaultKey | undefined> {
  const handle = await open(file, 'r').catch(unlessCode('ENOENT'));
  if (handle === undefined) return undefined;
  try {
    const { mode, size } = await handle.stat();
    if ((mode & ANYBODY_ELSE) !== 0) {
      throw new CapstanError('storage_failed', `${file} is open to others than its owner`, {
        remedy: `Close it with: chmod 600 ${file}`,
      });
    }
    return parseKey(size > LARGEST_FILE_BYTES ? '' : await handle.readFile('utf8'), file);
  } finally {
    await handle.close();
  }
}

function parseKey(text: string, file: string): VaultKey {
  try {
    return parseVaultKey(text, file);
  } catch (error) {
    throw new CapstanError('storage_corrupt', `${file} holds no key`, {
      cause: error,
      remedy: `Restore it from a backup. If there is none, stored settings and secrets are lost: move the file away.`,
    });
  }
}

/** Written as a whole or not at all: nobody ever reads half a key. If another process was faster, its key counts. */
async function makeKey(file: string): Promise<void> {
  const text = `${randomBytes(KEY_BYTES).toString('base64')}\n`;
  await writeDurably(file, text, { exclusive: true }).catch(unlessCode('EEXIST'));
}

function missing(file: string): never {
  throw new CapstanError('storage_failed', `${file} was removed while it was made`);
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  };
}
