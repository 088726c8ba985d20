import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { CapstanError } from '@capstan/protocol';
import { keyFromFile } from './key-file.ts';
import { KEY_ID_BYTES, parseVaultKey, type VaultKey } from './vault-key.ts';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_AT = 1 + KEY_ID_BYTES;
const CONTENT_AT = NONCE_AT + NONCE_BYTES;

/** Where a sealed value lies. It is sealed for that place: anywhere else it does not open. */
export interface SealContext {
  scope: string;
  name: string;
}

export interface VaultOptions {
  /** Folder of the key file. */
  home: string;
  /**
   * `CAPSTAN_VAULT_KEY` stands in for the key file. `CAPSTAN_VAULT_PREVIOUS_KEY` opens what was sealed before the
   * key was changed.
   */
  env: Readonly<Record<string, string | undefined>>;
}

/**
 * Encrypts what is secret before it is stored, by AES-256-GCM. A sealed value is a version byte, the id of the key,
 * the nonce, the encrypted bytes and the tag. Every write takes a new nonce and the current key.
 */
export class Vault {
  readonly #current: VaultKey;
  readonly #keys: readonly VaultKey[];

  private constructor(current: VaultKey, previous: VaultKey | undefined) {
    this.#current = current;
    this.#keys = previous === undefined ? [current] : [current, previous];
  }

  /** Rejects with `config_invalid`, `storage_corrupt` or `storage_failed` if there is no usable key. */
  static async open({ home, env }: VaultOptions): Promise<Vault> {
    const current = keyFromEnvironment(env, 'CAPSTAN_VAULT_KEY') ?? (await keyFromFile(home));
    return new Vault(current, keyFromEnvironment(env, 'CAPSTAN_VAULT_PREVIOUS_KEY'));
  }

  seal(bytes: Uint8Array, context: SealContext): Uint8Array {
    const { id, secret } = this.#current;
    const header = Buffer.concat([Uint8Array.of(VERSION), id]);
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, secret, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(header, context));
    return Buffer.concat([header, nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws `storage_corrupt` for what was sealed with an unknown key, for another place, or was changed since. */
  open(sealed: Uint8Array, context: SealContext): Uint8Array {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < CONTENT_AT + TAG_BYTES || bytes[0] !== VERSION) throw damaged(context);
    const key = this.#keys.find(({ id }) => id.equals(bytes.subarray(1, NONCE_AT)));
    if (key === undefined) throw sealedByAnotherKey(context);
    const decipher = createDecipheriv(CIPHER, key.secret, bytes.subarray(NONCE_AT, CONTENT_AT), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(boundTo(bytes.subarray(0, NONCE_AT), context));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(CONTENT_AT, -TAG_BYTES)), decipher.final()]);
    } catch (error) {
      throw damaged(context, error);
    }
  }
}

function keyFromEnvironment(env: VaultOptions['env'], name: string): VaultKey | undefined {
  const text = env[name]?.trim() ?? '';
  return text === '' ? undefined : parseVaultKey(text, name);
}

/** As JSON, so that no two places are written the same way. */
function boundTo(header: Buffer, { scope, name }: SealContext): Buffer {
  return Buffer.concat([header, Buffer.from(JSON.stringify([scope, name]))]);
}

function sealedByAnotherKey({ scope, name }: SealContext): CapstanError {
  return new CapstanError('storage_corrupt', `${name} of ${scope} was sealed with another key`, {
    remedy: 'Give the key it was sealed with as CAPSTAN_VAULT_PREVIOUS_KEY, or put its vault.key back.',
  });
}

function damaged({ scope, name }: SealContext, cause?: unknown): CapstanError {
  return new CapstanError('storage_corrupt', `${name} of ${scope} is damaged`, {
    cause,
    remedy: 'Restore the database from a backup, or enter the values again.',
  });
}
