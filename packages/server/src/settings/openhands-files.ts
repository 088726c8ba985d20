import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { MASK, secretNameSchema, settingsFieldsSchema } from '@capstan/protocol/api';
import * as z from 'zod';
import { GIT_PROVIDERS, type ProviderTokens, type Secrets } from './secrets.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** What lies in the folder of an OpenHands, as far as it fits here. */
export interface OpenHandsFiles {
  /** Undefined without a `settings.json`. */
  settings: Settings | undefined;
  secrets: Secrets;
  /** Names of what does not fit, so that a person can look after it. */
  skipped: string[];
}

const entriesSchema = z.record(z.string(), z.unknown());
const providerTokenSchema = z.object({
  token: z.string(),
  host: z.string().nullish(),
  user_id: z.string().nullish(),
});
/** Older files hold the value alone. */
const customSecretSchema = z.union([
  z.object({ secret: z.string(), description: z.string().nullish() }),
  z.string().transform((secret) => ({ secret, description: null })),
]);

/** Reads `settings.json` and `secrets.json`, which are plain text. Rejects with `file_not_found` or `config_invalid`. */
export async function readOpenHandsFiles(folder: string): Promise<OpenHandsFiles> {
  const settings = await readEntries(join(folder, 'settings.json'));
  const secrets = await readEntries(join(folder, 'secrets.json'));
  if (settings === undefined && secrets === undefined) {
    throw new CapstanError('file_not_found', `${folder} has neither settings.json nor secrets.json`, {
      remedy: 'Name the folder in which OpenHands keeps its state, such as ~/.openhands.',
    });
  }
  const skipped: string[] = [];
  const skip = (name: string): void => void skipped.push(name);
  const { secrets_store: legacy, ...fields } = settings ?? {};
  return {
    settings: settings && readSettings(fields, skip),
    secrets: {
      providerTokens: {
        ...readTokens(within(legacy, 'provider_tokens'), skip),
        ...readTokens(within(secrets, 'provider_tokens'), skip),
      },
      customSecrets: {
        ...readSecrets(within(legacy, 'custom_secrets'), skip),
        ...readSecrets(within(secrets, 'custom_secrets'), skip),
      },
    },
    skipped,
  };
}

type Entries = z.output<typeof entriesSchema>;
type Skip = (name: string) => void;

function readSettings(fields: Entries, skip: Skip): Settings {
  const settings: Settings = { ...DEFAULT_SETTINGS };
  for (const [name, value] of Object.entries(fields)) {
    // A key that OpenHands itself could not keep.
    if (value === null || value === '' || value === MASK) continue;
    const one = settingsFieldsSchema
      .partial()
      .strict()
      .safeParse({ [name]: value });
    if (one.success) Object.assign(settings, one.data);
    else skip(name);
  }
  return settings;
}

function readTokens(entries: Entries, skip: Skip): ProviderTokens {
  const tokens: ProviderTokens = {};
  for (const [name, value] of Object.entries(entries)) {
    const provider = GIT_PROVIDERS.find((each) => each === name);
    const { data } = providerTokenSchema.safeParse(typeof value === 'string' ? { token: value } : value);
    if (provider === undefined || data === undefined) skip(`provider_tokens.${name}`);
    else if (data.token !== '' && data.token !== MASK) {
      tokens[provider] = { token: data.token, host: data.host || null, userId: data.user_id || null };
    }
  }
  return tokens;
}

function readSecrets(entries: Entries, skip: Skip): Secrets['customSecrets'] {
  const secrets = Object.entries(entries).flatMap(([name, value]) => {
    const { data } = customSecretSchema.safeParse(value);
    const usable = data !== undefined && data.secret !== '' && data.secret !== MASK;
    if (usable && secretNameSchema.safeParse(name).success) {
      return [[name, { secret: data.secret, description: data.description ?? '' }] as const];
    }
    skip(`custom_secrets.${name}`);
    return [];
  });
  return Object.fromEntries(secrets);
}

function within(value: unknown, name: string): Entries {
  const entries = entriesSchema.safeParse(value).data?.[name];
  return entriesSchema.safeParse(entries).data ?? {};
}

async function readEntries(file: string): Promise<Entries | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('config_invalid', `${file} cannot be read: ${reason}`, { cause: error });
  }
  return parseEntries(text, file);
}

function parseEntries(text: string, file: string): Entries {
  try {
    return entriesSchema.parse(JSON.parse(text));
  } catch {
    // What is wrong with it is not said any closer: messages about JSON quote it, and keys stand in it.
    throw new CapstanError('config_invalid', `${file} is not an object of JSON`, {
      remedy: 'Name a folder with intact files.',
    });
  }
}
