import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Output } from './bundle.ts';
import type { Fingerprint } from './fingerprint.ts';

const NOTE = '.build.json';
const KEEP_MILLISECONDS = 60 * 60_000;
/** What others put there: the programs when they run, and the build of the web client. */
const OTHERS = /^(compile-cache|web)\//;

export interface BuildNote extends Fingerprint {
  files: string[];
}

/** The note of the last build of this folder, if all that it wrote is there. */
export function readNote(dist: string): BuildNote | undefined {
  const file = join(dist, NOTE);
  if (!existsSync(file)) return undefined;
  const note: BuildNote = JSON.parse(readFileSync(file, 'utf8'));
  return note.files.every((name) => existsSync(join(dist, name))) ? note : undefined;
}

export function writeNote(dist: string, note: BuildNote): void {
  writeWhole(join(dist, NOTE), JSON.stringify(note));
}

/**
 * Puts a build in place while programs of the last one may be running and loading their parts: each file
 * appears whole, parts before the programs that name them, and parts of the last build stay for an hour.
 */
export function writeOutput(dist: string, output: Output): void {
  const parts = [...output.keys()].toSorted((a, b) => Number(isProgram(a)) - Number(isProgram(b)));
  for (const name of parts) {
    const content = output.get(name);
    if (content === undefined) continue;
    const file = join(dist, name);
    mkdirSync(dirname(file), { recursive: true });
    if (!isSame(file, content)) writeWhole(file, content, name.startsWith('bin/') ? 0o755 : 0o644);
  }
  removeOld(dist, output);
}

function isProgram(name: string): boolean {
  return !name.includes('-') && !name.includes('/');
}

function isSame(file: string, content: string | Uint8Array): boolean {
  return existsSync(file) && Buffer.compare(readFileSync(file), Buffer.from(content)) === 0;
}

function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): void {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, content, { mode });
  renameSync(temporary, file);
}

function removeOld(dist: string, output: Output): void {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const name = relative(dist, file);
    const isKept = output.has(name) || name === NOTE || OTHERS.test(name);
    if (!isKept && Date.now() - statSync(file).mtimeMs > KEEP_MILLISECONDS) rmSync(file, { force: true });
  }
}
