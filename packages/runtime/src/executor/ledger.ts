import { fdatasyncSync, fstatSync, ftruncateSync, readFileSync, readSync, writeSync } from 'node:fs';
import type { ObservationDraft } from '@capstan/protocol';
import { parseLedgerLine, type LedgerLine } from './ledger-line.ts';

/** What the ledger tells of an action that does not run now. */
export type LedgerEntry =
  | { state: 'done'; observation: ObservationDraft }
  /** It ran to its end, so long ago that what came of it is no longer kept. */
  | { state: 'forgotten' }
  | { state: 'lost' }
  | { state: 'unknown' };

interface Place {
  position: number;
  length: number;
}

export interface LedgerOptions {
  compactAboveBytes?: number;
  /** Tells one run of the machine from the next. Default: the kernel's. */
  bootId?: string;
}

const COMPACT_ABOVE_BYTES = 16 * 1024 * 1024;

/** Stands for the boot of lines that cannot be read. */
const DAMAGED = 'damaged';

/**
 * The executor's memory of which actions it was asked and what came of them: append-only lines in one of
 * two files. When the file is large, what is still of use goes to the other file, under the next
 * generation; the newer complete generation counts, so a crash at any point leaves a readable ledger. It
 * works on open descriptors, so that the files have no path inside the sandbox.
 *
 * A line that is written survives the death of every process, and only that is waited for: a sync would cost
 * a step more than its command. When the machine itself went down, which the boot id tells, the last lines may
 * be missing, so from then on what is not known of an earlier action is `lost`, not `unknown`.
 *
 * A last line without its end was torn by the death of its writer: nothing came after it, and what precedes it
 * counts. A line that has its end and is none of a ledger is damage. What precedes it counts as well, what
 * follows is dropped; since that may tell of actions that ran, the same holds from then on as after a boot.
 */
export class Ledger {
  readonly #files: readonly [number, number];
  readonly #compactAboveBytes: number;
  #active: 0 | 1 = 0;
  #generation = 0;
  #end = 0;
  /** In the order in which they ended. */
  #done = new Map<number, Place>();
  readonly #started = new Set<number>();
  #forgotten = new Set<number>();
  readonly #bootId: string;
  /** The boots under which lines were written, the latest last. */
  #boots: string[] = [];

  constructor(files: readonly [number, number], options: LedgerOptions = {}) {
    this.#files = files;
    this.#compactAboveBytes = options.compactAboveBytes ?? COMPACT_ABOVE_BYTES;
    this.#bootId = options.bootId ?? currentBootId();
    const looks = [lookInto(files[0]), lookInto(files[1])] as const;
    const damaged = looks[0].damaged || looks[1].damaged;
    if (Math.max(looks[0].generation, looks[1].generation) < 0) {
      if (damaged) this.#boots.push(DAMAGED);
      this.#rewrite(0, 0, new Set(), new Map());
    } else {
      this.#active = looks[1].generation > looks[0].generation ? 1 : 0;
      this.#generation = looks[this.#active].generation;
      this.#load();
      if (damaged && !this.#boots.includes(DAMAGED)) this.#appendBoot(DAMAGED);
      if (this.#boots.at(-1) !== this.#bootId) this.#appendBoot(this.#bootId);
    }
  }

  /** Like `find`, for an action that was asked before this executor began. */
  settle(actionId: number): LedgerEntry {
    const entry = this.find(actionId);
    const incomplete = this.#boots.some((boot) => boot !== this.#bootId);
    return entry.state === 'unknown' && incomplete ? { state: 'lost' } : entry;
  }

  /** What is known of an action; it must not be running. */
  find(actionId: number): LedgerEntry {
    const place = this.#done.get(actionId);
    if (place !== undefined) {
      const line = parseLedgerLine(read(this.#files[this.#active], place));
      if (line !== undefined && 'done' in line) return { state: 'done', observation: line.observation };
      return { state: 'forgotten' };
    }
    if (this.#forgotten.has(actionId)) return { state: 'forgotten' };
    return { state: this.#started.has(actionId) ? 'lost' : 'unknown' };
  }

  /** From now on the action never runs again. */
  start(actionId: number): void {
    this.#append({ started: actionId });
    this.#started.add(actionId);
  }

  finish(actionId: number, observation: ObservationDraft): void {
    const place = this.#append({ done: actionId, observation });
    this.#started.delete(actionId);
    this.#done.set(actionId, place);
    if (this.#end > this.#compactAboveBytes) this.#compact();
  }

  #appendBoot(boot: string): void {
    this.#append({ boot });
    this.#boots.push(boot);
  }

  #append(line: LedgerLine): Place {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    const place = { position: this.#end, length: bytes.length };
    writeAll(this.#files[this.#active], bytes, this.#end);
    this.#end += bytes.length;
    return place;
  }

  #load(): void {
    const file = this.#files[this.#active];
    for (const { line, place } of lines(file)) {
      if (line === undefined) break;
      if ('generation' in line) this.#forgotten = new Set(line.forgotten);
      else if ('boot' in line) this.#boots.push(line.boot);
      else if ('started' in line) this.#started.add(line.started);
      else if ('done' in line) {
        this.#started.delete(line.done);
        this.#done.set(line.done, place);
      }
      this.#end = place.position + place.length;
    }
    // A torn or damaged line would otherwise stand before the next one.
    ftruncateSync(file, this.#end);
  }

  /** What does not fit any more stays in the active file, which goes on growing; the next end tries again. */
  #compact(): void {
    let bytes = 0;
    const kept = new Map<number, string>();
    for (const [actionId, place] of [...this.#done].toReversed()) {
      bytes += place.length;
      if (kept.size > 0 && bytes > this.#compactAboveBytes / 4) break;
      kept.set(actionId, read(this.#files[this.#active], place));
    }
    const forgotten = new Set(this.#forgotten);
    for (const actionId of this.#done.keys()) if (!kept.has(actionId)) forgotten.add(actionId);
    this.#rewrite(this.#active === 0 ? 1 : 0, this.#generation + 1, forgotten, kept);
  }

  /** Begins a generation. Until its last line is written, and if that fails, the one before it counts. */
  #rewrite(
    active: 0 | 1,
    generation: number,
    forgotten: Set<number>,
    kept: ReadonlyMap<number, string>,
  ): void {
    const file = this.#files[active];
    const done = new Map<number, Place>();
    let end = 0;
    const append = (text: string): Place => {
      const bytes = Buffer.from(text);
      const place = { position: end, length: bytes.length };
      writeAll(file, bytes, end);
      end += bytes.length;
      return place;
    };
    const appendLine = (line: LedgerLine): Place => append(`${JSON.stringify(line)}\n`);
    ftruncateSync(file, 0);
    appendLine({ generation, forgotten: [...forgotten] });
    for (const boot of new Set([...this.#boots, this.#bootId])) appendLine({ boot });
    for (const started of this.#started) appendLine({ started });
    for (const [actionId, text] of [...kept].toReversed()) done.set(actionId, append(text));
    appendLine({ complete: generation });
    fdatasyncSync(file);
    this.#active = active;
    this.#generation = generation;
    this.#end = end;
    this.#forgotten = forgotten;
    this.#done = done;
  }
}

/** A boot of its own for each executor where the kernel does not tell: then nothing is taken for complete. */
function currentBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return `unknown-${process.pid}-${Date.now()}`;
  }
}

/** The generation of a file, -1 when it holds none that is complete, and whether it has a line that is none. */
function lookInto(file: number): { generation: number; damaged: boolean } {
  let generation = -1;
  for (const { line } of lines(file)) {
    if (line === undefined) return { generation, damaged: true };
    if ('complete' in line) generation = line.complete;
  }
  return { generation, damaged: false };
}

/** The lines that have their end; after the first that is none of a ledger there is no other. */
function* lines(file: number): Generator<{ line: LedgerLine | undefined; place: Place }> {
  const bytes = Buffer.alloc(fstatSync(file).size);
  const size = readSync(file, bytes, 0, bytes.length, 0);
  let from = 0;
  for (let end = bytes.indexOf(10); end !== -1 && end < size; end = bytes.indexOf(10, from)) {
    const line = parseLedgerLine(bytes.toString('utf8', from, end));
    yield { line, place: { position: from, length: end + 1 - from } };
    if (line === undefined) return;
    from = end + 1;
  }
}

function read(file: number, { position, length }: Place): string {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, position);
  return bytes.toString('utf8');
}

function writeAll(file: number, bytes: Buffer, position: number): void {
  for (let written = 0; written < bytes.length;) {
    written += writeSync(file, bytes, written, bytes.length - written, position + written);
  }
}
