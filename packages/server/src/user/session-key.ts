import { randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { writeDurably } from '@capstan/storage';

/** In the home folder. Whoever has it may do everything on this server. */
export const SESSION_KEY_FILE = 'session.key';

const KEY_BYTES = 32;
const SHORTEST = 16;
const ANYBODY_ELSE = 0o077;

/** The key that lies in the home folder, made at the first start. Of processes that start at once, one makes it. */
export async function loadSessionKey(home: string): Promise<string> {
  const file = join(home, SESSION_KEY_FILE);
  try {
    const known = await read(file);
    if (known !== undefined) return known;
    await mkdir(home, { recursive: true, mode: 0o700 });
    const key = randomBytes(KEY_BYTES).toString('base64url');
    await writeDurably(file, `${key}\n`, { exclusive: true }).catch(unlessCode('EEXIST'));
    return (await read(file)) ?? key;
  } catch (error) {
    if (CapstanError.is(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('storage_failed', `${file} cannot be read or made: ${reason}`, { cause: error });
  }
}

async function read(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r').catch(unlessCode('ENOENT'));
  if (handle === undefined) return undefined;
  try {
    const { mode } = await handle.stat();
    if ((mode & ANYBODY_ELSE) !== 0) {
      throw new CapstanError('storage_failed', `${file} is open to others than its owner`, {
        remedy: `Remove it, and a new key is made; who it was read by may have it: rm ${file}`,
      });
    }
    const key = (await handle.readFile('utf8')).trim();
    if (key.length >= SHORTEST) return key;
    throw new CapstanError('storage_corrupt', `${file} holds no key`, {
      remedy: `Remove it, and a new key is made: rm ${file}`,
    });
  } finally {
    await handle.close();
  }
}

function unlessCode(code: string): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === code) return undefined;
    throw error;
  };
}
