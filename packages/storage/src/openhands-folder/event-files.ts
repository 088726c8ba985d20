import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventRecord } from '@capstan/events';
import { CapstanError } from '@capstan/protocol';
import { errorCode, fileSystemError } from '../file/file-system-error.ts';
import { syncFolder, writeDurably } from '../file/write-durably.ts';
import { AppendJournal } from './append-journal.ts';
import { namesIn } from './conversation-folder.ts';
import { recordOfFile, unreadable } from './folder-record.ts';

const FILES_AT_ONCE = 16;
const EVENT_NAME = /^(0|[1-9]\d{0,14})\.json$/;

/** The files `events/<id>.json` of one conversation. */
export class EventFiles {
  readonly #folder: string;
  readonly #events: string;
  readonly #journal: AppendJournal;

  constructor(folder: string) {
    this.#folder = folder;
    this.#events = join(folder, 'events');
    this.#journal = new AppendJournal(folder);
  }

  /** The ids that have a file; other names are passed over. */
  async ids(): Promise<number[]> {
    const ids: number[] = [];
    for (const name of await namesIn(this.#events)) {
      const [, id] = EVENT_NAME.exec(name) ?? [];
      if (id !== undefined) ids.push(Number(id));
    }
    return ids;
  }

  /** Undefined if there is no such file. */
  async get(id: number): Promise<EventRecord | undefined> {
    const file = this.#file(id);
    try {
      return recordOfFile(id, `events/${id}.json`, await readFile(file));
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
      if (errorCode(error) === 'EISDIR') return unreadable(id, `events/${id}.json`, 'a folder', {});
      throw fileSystemError(error, file);
    }
  }

  /** Writes all or none; rejects with `conversation_busy` if one of the files exists. */
  async add(from: number, bodies: readonly string[]): Promise<void> {
    try {
      const [only, second] = bodies;
      if (only !== undefined && second === undefined) {
        await this.#create(from, only);
        await syncFolder(this.#events);
        return;
      }
      await this.#journal.write(from, bodies);
      await this.#createAll(from, bodies);
      await this.#journal.remove();
    } catch (error) {
      throw fileSystemError(error, this.#events);
    }
  }

  /** Finishes an append that was cut short by a crash. */
  async recover(): Promise<void> {
    const batch = await this.#journal.read();
    if (batch === undefined) return;
    await this.#createAll(batch.from, batch.bodies);
    await this.#journal.remove();
  }

  async #createAll(from: number, bodies: readonly string[]): Promise<void> {
    const created: number[] = [];
    try {
      for (let at = 0; at < bodies.length; at += FILES_AT_ONCE) {
        const outcomes = await Promise.allSettled(
          bodies.slice(at, at + FILES_AT_ONCE).map(async (body, offset) => {
            await this.#create(from + at + offset, body);
            created.push(from + at + offset);
          }),
        );
        const failed = outcomes.find((outcome) => outcome.status === 'rejected');
        if (failed !== undefined) throw failed.reason;
      }
      await syncFolder(this.#events);
    } catch (error) {
      for (const id of created) await rm(this.#file(id), { force: true });
      await syncFolder(this.#events);
      await this.#journal.remove();
      throw error;
    }
  }

  async #create(id: number, body: string): Promise<void> {
    const file = this.#file(id);
    try {
      const draft = { draftFolder: this.#folder, exclusive: true, folderSyncedLater: true };
      await writeDurably(file, body, draft);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      // The same text is this very append, finished by a reader that took it for one that was cut short.
      if ((await readFile(file, 'utf8')) === body) return;
      throw new CapstanError(
        'conversation_busy',
        `${file} exists already: somebody else writes to this conversation`,
      );
    }
  }

  #file(id: number): string {
    return join(this.#events, `${id}.json`);
  }
}
