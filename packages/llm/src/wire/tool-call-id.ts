import { createHash } from 'node:crypto';

const MAX_CHARACTERS = 64;

/**
 * Ids travel between providers when a conversation changes its model, and each has its own rule: letters,
 * digits, `_` and `-`, up to 64 of them, pass everywhere but at Mistral.
 */
export function portableToolCallId(id: string): string {
  if (id.length > 0 && id.length <= MAX_CHARACTERS && /^[\w-]+$/.test(id)) return id;
  return `call_${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
}

/** Mistral takes exactly nine letters or digits. */
export function nineCharacterToolCallId(id: string): string {
  if (/^[a-zA-Z0-9]{9}$/.test(id)) return id;
  return createHash('sha256').update(id).digest('hex').slice(0, 9);
}
