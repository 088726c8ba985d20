import { CapstanError } from '@capstan/protocol';
import type { CustomSecret, Secrets } from './secrets.ts';

const MOST_SECRETS = 500;

/** Changes of the secrets that a person has named. Each gives what is stored afterwards, or throws. */

/** Throws `secret_exists`, or `request_invalid` when there are too many. */
export function addSecret(secrets: Secrets, name: string, secret: CustomSecret): Secrets {
  if (Object.hasOwn(secrets.customSecrets, name)) throw exists(name);
  if (Object.keys(secrets.customSecrets).length >= MOST_SECRETS) {
    throw new CapstanError('request_invalid', `There are ${MOST_SECRETS} secrets already`, {
      remedy: 'Delete secrets that are not needed any more.',
    });
  }
  return { ...secrets, customSecrets: { ...secrets.customSecrets, [name]: secret } };
}

/** Gives a secret another name and description; without a value, the stored one stays. Throws `secret_not_found` or `secret_exists`. */
export function changeSecret(
  secrets: Secrets,
  name: string,
  change: { name: string; description: string; value?: string | null },
): Secrets {
  const { secret: stored } = found(secrets, name);
  const secret = change.value ?? stored;
  if (change.name !== name && Object.hasOwn(secrets.customSecrets, change.name)) throw exists(change.name);
  const entries = Object.entries(secrets.customSecrets).map(([each, value]) =>
    each === name ? [change.name, { secret, description: change.description }] : [each, value],
  );
  return { ...secrets, customSecrets: Object.fromEntries(entries) };
}

/** Throws `secret_not_found`. */
export function removeSecret(secrets: Secrets, name: string): Secrets {
  found(secrets, name);
  const entries = Object.entries(secrets.customSecrets).filter(([each]) => each !== name);
  return { ...secrets, customSecrets: Object.fromEntries(entries) };
}

function found({ customSecrets }: Secrets, name: string): CustomSecret {
  const secret = Object.hasOwn(customSecrets, name) ? customSecrets[name] : undefined;
  if (secret === undefined) throw new CapstanError('secret_not_found', `Secret with ID ${name} not found`);
  return secret;
}

function exists(name: string): CapstanError {
  return new CapstanError('secret_exists', `Secret ${name} already exists`);
}
