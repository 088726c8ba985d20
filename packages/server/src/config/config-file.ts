import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import { configInvalid } from './config-problem.ts';

export interface ConfigFile {
  path: string;
  /** What relative paths in it begin at. */
  folder: string;
  values: TomlTable;
  /** Line on which a key or section stands, by its dotted name. */
  lines: ReadonlyMap<string, number>;
}

/** The file that somebody named, else one of the current folder, else the one of the home folder, if there is any. */
export function findConfigFile(named: string | undefined, cwd: string, home: string): ConfigFile | undefined {
  if (named !== undefined) return readConfigFile(resolve(cwd, named));
  const places = [join(cwd, 'capstan.toml'), join(cwd, 'config.toml'), join(home, 'config.toml')];
  const path = places.find((place) => existsSync(place));
  return path === undefined ? undefined : readConfigFile(path);
}

function readConfigFile(path: string): ConfigFile {
  const text = textOf(path);
  return { path, folder: dirname(path), values: valuesOf(path, text), lines: linesOf(text) };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw configInvalid([
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

function valuesOf(path: string, text: string): TomlTable {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The rest of the message quotes lines of the file, which may hold a secret.
    const [reason = ''] = error.message.split('\n');
    throw configInvalid([`${path}:${error.line} is not TOML: ${reason}`]);
  }
}

const HEADER = /^\s*\[\s*([^[\]]+?)\s*\]/;
const KEY = /^\s*([\w"'.\s-]+?)\s*=/;
const LONG_TEXT = /"""|'''/g;

function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let section = '';
  let quote: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (quote === undefined) {
      const header = HEADER.exec(line)?.[1];
      const key = KEY.exec(line)?.[1];
      if (header !== undefined) section = bare(header);
      const name = header === undefined ? [section, bare(key ?? '')].filter(Boolean).join('.') : section;
      if ((header ?? key) !== undefined && !lines.has(name)) lines.set(name, index + 1);
    }
    for (const [mark] of line.matchAll(LONG_TEXT)) {
      if (quote === undefined) quote = mark;
      else if (quote === mark) quote = undefined;
    }
  }
  return lines;
}

const bare = (key: string): string => key.replaceAll(/["'\s]/g, '');

export const isTable = (value: TomlValue | undefined): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);

/** The value of `section.key`. */
export function valueIn(file: ConfigFile, name: string): TomlValue | undefined {
  const [section = '', key = ''] = name.split('.');
  const table = Object.hasOwn(file.values, section) ? file.values[section] : undefined;
  return isTable(table) && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `path:line` of a name, as exactly as it is known. */
export function placeIn(file: ConfigFile, name: string): string {
  const line = file.lines.get(name) ?? file.lines.get(name.split('.')[0] ?? '');
  return line === undefined ? file.path : `${file.path}:${line}`;
}
