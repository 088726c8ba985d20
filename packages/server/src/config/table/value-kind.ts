import { homedir } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod';
import { parseHostRule, type NetworkPolicy } from '@capstan/runtime';

/** A type of setting: how a value is read and what it may be. */
export interface ValueKind<Value> {
  /** What may be given, to follow "must be". */
  allowed: string;
  /** Parses what a file holds. `folder` is what relative paths begin at. */
  schema: (folder: string) => z.ZodType<Value>;
  /** Makes of the text of a variable or flag what a file would hold. */
  fromText: (text: string) => unknown;
  /** A value as a file would hold it, where that is something else. */
  shown?: (value: Value) => unknown;
}

const asItIs = (text: string): unknown => text;
const asNumber = (value: string): unknown => (value.trim() === '' ? value : Number(value));

export const text = (allowed = 'text'): ValueKind<string> => ({
  allowed,
  schema: () => z.string().min(1),
  fromText: asItIs,
});

/** A secret goes into headers, so that nothing but printable characters is of use. */
export const token = (shortest: number): ValueKind<string> => ({
  allowed: `at least ${shortest} printable characters without spaces`,
  schema: () => z.string().regex(new RegExp(`^[\\x21-\\x7e]{${shortest},}$`)),
  fromText: asItIs,
});

export const choice = <Value extends string>(...values: readonly Value[]): ValueKind<Value> => ({
  allowed: `one of ${values.join(', ')}`,
  schema: () => z.literal(values),
  fromText: asItIs,
});

const WORDS: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
};

export const truth: ValueKind<boolean> = {
  allowed: 'true or false',
  schema: () => z.boolean(),
  fromText: (value) => WORDS[value.trim().toLowerCase()] ?? value,
};

export const integer = ({ min, max }: { min: number; max: number }): ValueKind<number> => ({
  allowed:
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${min}`
      : `a whole number from ${min} to ${max}`,
  schema: () => z.int().min(min).max(max),
  fromText: asNumber,
});

export const wholeNumber = (min: number): ValueKind<number> => integer({ min, max: Number.MAX_SAFE_INTEGER });

export const positive: ValueKind<number> = {
  allowed: 'a number above 0',
  schema: () => z.number().positive(),
  fromText: asNumber,
};

const MEBIBYTE = 1_048_576;

/** Given in MiB, kept in bytes. */
export const mebibytes: ValueKind<number> = {
  allowed: 'a number of MiB above 0',
  schema: () => z.number().positive().transform(bytesOf),
  fromText: asNumber,
  shown: (bytes) => bytes / MEBIBYTE,
};

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Given in MiB, kept in bytes. 0 is no limit. */
export const mebibytesOrNoLimit: ValueKind<number> = {
  allowed: 'a number of MiB, or 0 for no limit',
  schema: () =>
    z
      .number()
      .nonnegative()
      .transform((size) => (size === 0 ? NO_LIMIT : bytesOf(size))),
  fromText: asNumber,
  shown: (bytes) => (bytes === NO_LIMIT ? 0 : bytes / MEBIBYTE),
};

const bytesOf = (size: number): number => Math.round(size * MEBIBYTE);

/** Without a slash at the end. */
export const url: ValueKind<string> = {
  allowed: 'a URL that begins with http:// or https://',
  schema: () => z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, '')),
  fromText: asItIs,
};

/** Absolute once read. `~` is the folder of the person. */
export const path: ValueKind<string> = {
  allowed: 'a path',
  schema: (folder) => z.string().min(1).transform(pathFrom(folder)),
  fromText: asItIs,
};

/** Each absolute once read. */
export const paths: ValueKind<readonly string[]> = {
  allowed: 'a list of paths',
  schema: (folder) => z.array(z.string().min(1).transform(pathFrom(folder))),
  fromText: (value) => commaSeparated(value),
};

/** A module of an application. Paths, which begin with a dot, a slash or `~`, become absolute. */
export const moduleName: ValueKind<string> = {
  allowed:
    'a path such as ./manager.js or the name of a package, with #name for an export other than the default one',
  schema: (folder) =>
    z
      .string()
      .regex(/^[^#\s][^#]*(#[\w$]+)?$/)
      .transform((value) => (/^[./~]/.test(value) ? pathFrom(folder)(value) : value)),
  fromText: asItIs,
};

const pathFrom = (folder: string) => (value: string) =>
  resolve(folder, value.replace(/^~(?=\/|$)/, homedir()));

/** Separated by commas where it is text; the way in which Python writes lists is understood, too. */
export const list = <Item>(item: z.ZodType<Item>, allowed: string): ValueKind<readonly Item[]> => ({
  allowed: `a list of ${allowed}`,
  schema: () => z.array(item),
  fromText: commaSeparated,
});

const commaSeparated = (value: string): string[] =>
  value
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .split(',')
    .map((item) => item.trim().replace(/^(['"])(.*)\1$/s, '$2'))
    .filter((item) => item !== '');

const hostRule = z.string().refine((host) => isHostRule(host));

/** Of the sandbox. */
export const network: ValueKind<NetworkPolicy> = {
  allowed: 'on, off or a list of host names',
  schema: () => z.union([z.literal(['on', 'off']), z.array(hostRule).min(1)]),
  fromText: (value) => (value === 'on' || value === 'off' ? value : commaSeparated(value)),
};

function isHostRule(host: string): boolean {
  try {
    parseHostRule(host);
    return true;
  } catch {
    return false;
  }
}

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export const environment: ValueKind<Readonly<Record<string, string>>> = {
  allowed: 'a table of variables and their values; as text, a JSON object',
  schema: () => z.record(z.string().regex(VARIABLE_NAME), z.string()),
  fromText: (value) => {
    try {
      return JSON.parse(value);
    } catch {
      // Not JSON: the schema refuses it as it is.
      return value;
    }
  },
};

/** The word `none` takes a value away. */
export const orNone = <Value>(kind: ValueKind<Value>): ValueKind<Value | null> => ({
  allowed: `${kind.allowed}, or none`,
  schema: (folder) => z.union([z.literal('none').transform(() => null), kind.schema(folder)]),
  fromText: (value) => (value === 'none' ? value : kind.fromText(value)),
  shown: (value) => (value === null ? null : (kind.shown?.(value) ?? value)),
});
