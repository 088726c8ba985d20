import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStore } from '@capstan/events';
import { CapstanError, type JsonObject } from '@capstan/protocol';
import { fileSystemError } from '../file/file-system-error.ts';
import { writeDurably } from '../file/write-durably.ts';
import { conversationFolder, namesIn } from './conversation-folder.ts';
import { type ConversationMetadata, metadataOf, totalsOf } from './conversation-metadata.ts';
import { isObject, PortableEvents } from './portable-event.ts';

const PAGE = 500;

export interface ExportOptions {
  /** The log is written below `users/<user>/` instead of `sessions/`. */
  userId?: string;
  /** What to write into `metadata.json`; times, model, cost and tokens come from the log unless given here. */
  metadata?: Partial<ConversationMetadata>;
}

export interface ExportResult {
  /** Folder of the log. */
  folder: string;
  exported: number;
  /** Ids of events of a kind that OpenHands cannot read; there they are a gap, which it passes over. */
  leftOut: number[];
}

/**
 * Writes a log below `root` so that OpenHands 0.62 reads it. Rejects with `usage` if there is such a conversation
 * already. The metadata comes last: before that the conversation does not exist for OpenHands.
 */
export async function exportToFolder(
  store: EventStore,
  root: string,
  options: ExportOptions = {},
): Promise<ExportResult> {
  const { conversationId } = store;
  const folder = conversationFolder(root, conversationId, options.userId);
  // The file-based store of the metadata knows no users.
  const metadataFolder = conversationFolder(root, conversationId, undefined);
  try {
    const events = join(folder, 'events');
    if ((await namesIn(events)).length > 0) {
      throw new CapstanError('usage', `${events} holds a conversation already`, {
        remedy: 'Name another folder.',
      });
    }
    await mkdir(events, { recursive: true, mode: 0o700 });
    const { exported, leftOut, totals } = await writeEvents(store, events);
    await mkdir(metadataFolder, { recursive: true, mode: 0o700 });
    const base = metadataOf(conversationId, options.userId, new Date().toISOString());
    const metadata = { ...base, ...totals, ...options.metadata };
    await writeDurably(join(metadataFolder, 'metadata.json'), asciiJson(metadata));
    return { folder, exported, leftOut };
  } catch (error) {
    throw fileSystemError(error, folder);
  }
}

interface WrittenEvents {
  exported: number;
  leftOut: number[];
  totals: Partial<ConversationMetadata>;
}

async function writeEvents(store: EventStore, folder: string): Promise<WrittenEvents> {
  const portable = new PortableEvents();
  const written: WrittenEvents = { exported: 0, leftOut: [], totals: {} };
  for (let from = 0; ;) {
    const records = await store.page({ from, limit: PAGE });
    for (const { id, body, timestamp } of records) {
      const event = portable.convert(objectOf(body));
      if (event === undefined) {
        written.leftOut.push(id);
        continue;
      }
      await writeFile(join(folder, `${id}.json`), asciiJson({ ...event, id }), { mode: 0o600 });
      written.exported += 1;
      Object.assign(written.totals, {
        created_at: written.totals.created_at ?? timestamp,
        last_updated_at: timestamp,
      });
      Object.assign(written.totals, totalsOf(event));
    }
    const last = records.at(-1);
    if (last === undefined || records.length < PAGE) return written;
    from = last.id + 1;
  }
}

function objectOf(body: string): JsonObject {
  const value = JSON.parse(body);
  return isObject(value) ? value : {};
}

/** Only ASCII, because OpenHands reads with the encoding of its locale. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
