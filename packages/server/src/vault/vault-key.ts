import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { CapstanError } from '@capstan/protocol';

export const KEY_BYTES = 32;
export const KEY_ID_BYTES = 8;

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** A key that never shows itself when it is printed or made into JSON. */
export interface VaultKey {
  readonly secret: KeyObject;
  /** Says which key sealed something, and nothing about the key. */
  readonly id: Buffer;
}

/** Reads 32 bytes in hex or base64. `origin` is named when it is neither; the text itself never is. */
export function parseVaultKey(text: string, origin: string): VaultKey {
  const written = text.trim();
  if (HEX.test(written)) return vaultKey(Buffer.from(written, 'hex'));
  const bytes = BASE64.test(written) ? Buffer.from(written, 'base64') : undefined;
  if (bytes?.length === KEY_BYTES) return vaultKey(bytes);
  throw new CapstanError('config_invalid', `${origin} holds no key of ${KEY_BYTES} bytes in base64 or hex`, {
    remedy: `Make one with: openssl rand -base64 ${KEY_BYTES}`,
  });
}

function vaultKey(bytes: Uint8Array): VaultKey {
  const id = createHmac('sha256', bytes).update('capstan vault key id').digest().subarray(0, KEY_ID_BYTES);
  return { secret: createSecretKey(bytes), id };
}
