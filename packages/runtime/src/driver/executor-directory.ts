import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const identity = z.object({ pid: z.int(), startedAt: z.string() });

const executorEntry = z.object({
  conversationId: z.string(),
  /** Where the executor listens. */
  socket: z.string(),
  token: z.string(),
  /** Pid 1 of its sandbox. */
  init: identity,
  /** Control groups to remove when it has ended. */
  groups: z.array(z.string()),
  /** Socket of its egress proxy. */
  egressSocket: z.nullable(z.string()),
  /** What it was started with; a runtime asked for with other options needs another sandbox. */
  fingerprint: z.string(),
});

/** A sandbox that was started, and how to reach it. */
export type ExecutorEntry = z.infer<typeof executorEntry>;

/**
 * The record of all sandboxes on this machine under one state folder: a folder per conversation, readable
 * for its owner only, with the entry, the ledger and the logs.
 */
export class ExecutorDirectory {
  readonly #root: string;

  constructor(stateDir: string) {
    this.#root = join(stateDir, 'runtimes');
  }

  /** The conversation's folder, made if it is not there. */
  folder(conversationId: string): string {
    const path = join(this.#root, folderName(conversationId));
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }

  read(conversationId: string): ExecutorEntry | undefined {
    return readEntry(join(this.#root, folderName(conversationId)));
  }

  write(entry: ExecutorEntry): void {
    const path = join(this.folder(entry.conversationId), 'sandbox.json');
    writeFileSync(`${path}.new`, JSON.stringify(entry), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }

  /** Forgets the sandbox, unless another has taken its place, and keeps what is known of its actions. */
  remove({ conversationId, socket }: ExecutorEntry): void {
    const folder = join(this.#root, folderName(conversationId));
    if (readEntry(folder)?.socket === socket) rmSync(join(folder, 'sandbox.json'), { force: true });
  }

  /** Forgets everything about a conversation. */
  removeFolder(conversationId: string): void {
    rmSync(join(this.#root, folderName(conversationId)), { recursive: true, force: true });
  }

  list(): ExecutorEntry[] {
    const entries: ExecutorEntry[] = [];
    for (const name of namesIn(this.#root)) {
      const entry = readEntry(join(this.#root, name));
      if (entry !== undefined) entries.push(entry);
    }
    return entries;
  }
}

/** Names a folder for ids that are plain words, and for any other by their hash. */
function folderName(conversationId: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(conversationId)) return conversationId;
  return `x-${createHash('sha256').update(conversationId).digest('hex').slice(0, 40)}`;
}

function readEntry(folder: string): ExecutorEntry | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, 'sandbox.json'), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return executorEntry.parse(JSON.parse(text));
  } catch {
    // Written by another version: there is no way to reach what it describes.
    return undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
