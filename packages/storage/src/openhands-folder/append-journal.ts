import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import { errorCode } from '../file/file-system-error.ts';
import { syncFolder, writeDurably } from '../file/write-durably.ts';

const JOURNAL = 'append-journal.json';

/**
 * Makes an append of several events all or none, in a layout with one file per event: the batch is first written to
 * a journal as a whole, and whoever opens the folder after a crash finishes what the journal says.
 */
export class AppendJournal {
  readonly #folder: string;
  readonly #file: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, JOURNAL);
  }

  /** Once this resolves the batch will be there, whatever happens. */
  async write(from: number, bodies: readonly string[]): Promise<void> {
    await writeDurably(this.#file, JSON.stringify({ from, bodies }));
  }

  async remove(): Promise<void> {
    await rm(this.#file, { force: true });
    await syncFolder(this.#folder);
  }

  /** The batch of an append that was cut short. */
  async read(): Promise<{ from: number; bodies: string[] } | undefined> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
    const value: unknown = JSON.parse(text);
    if (isBatch(value)) return value;
    throw new CapstanError('storage_corrupt', `${this.#file} is damaged`);
  }
}

function isBatch(value: unknown): value is { from: number; bodies: string[] } {
  if (typeof value !== 'object' || value === null || !('from' in value) || !('bodies' in value)) return false;
  return (
    Number.isSafeInteger(value.from) &&
    Array.isArray(value.bodies) &&
    value.bodies.every((body) => typeof body === 'string')
  );
}
