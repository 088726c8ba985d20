import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { byteDelta, revert } from './byte-delta.ts';
import { directoryView } from './directory-view.ts';
import { type EditHistory, MemoryEditHistory } from './edit-history.ts';
import * as request from './edit-request.ts';
import type { EditRequest } from './edit-request.ts';
import { readBytes, statOrUndefined } from './file-bytes.ts';
import { FileFailure, failureMessage, invalidParameter } from './file-failure.ts';
import { createFile, replaceFile } from './file-replacement.ts';
import { boundedContent, type FileResult, unchanged } from './file-result.ts';
import { numberedLines, numberedText, shownLineCount } from './numbered-lines.ts';
import { type PathPolicy, unconfined } from './path-policy.ts';
import { decodeText } from './text-encoding.ts';
import { encodeEdited, readTextFile, type TextFile } from './text-file.ts';
import { insertText } from './text-insertion.ts';
import { indexLines, lineOfOffset } from './text-lines.ts';
import { replaceText } from './text-replacement.ts';
import { unifiedDiff } from './unified-diff.ts';

export interface FileEditorOptions {
  policy?: PathPolicy;
  history?: EditHistory;
  /** Where to look for what a relative path may have meant. */
  workspaceRoot?: string;
}

interface Target {
  /** As asked, for messages. */
  shown: string;
  /** Canonical, for the file system and the history. */
  path: string;
}

const SNIPPET_CONTEXT_LINES = 4;
const REVIEW = 'Review the changes and make sure they are as expected';
const EDIT_AGAIN = 'Edit the file again if necessary.';

/**
 * The editor that agents call: view, create, str_replace, insert, undo_edit. Every byte that an edit does
 * not concern stays: encoding, line endings, the missing final newline; mode, owner and symbolic links too.
 * `execute` never rejects for what can go wrong with a file; it gives `ok: false` and a text that starts
 * with `ERROR:`. Edits of one editor run one after the other.
 */
export class FileEditor {
  readonly #policy: PathPolicy;
  readonly #history: EditHistory;
  readonly #workspaceRoot: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: FileEditorOptions = {}) {
    this.#policy = options.policy ?? unconfined;
    this.#history = options.history ?? new MemoryEditHistory();
    this.#workspaceRoot = options.workspaceRoot;
  }

  execute(args: EditRequest): Promise<FileResult> {
    const result = this.#last.then(() => this.#attempt(args));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #attempt(args: EditRequest): Promise<FileResult> {
    try {
      return await this.#run(args);
    } catch (error) {
      return unchanged(false, args.path, `ERROR:\n${failureMessage(error, args.path)}`);
    }
  }

  async #run(args: EditRequest): Promise<FileResult> {
    const command = request.parseCommand(args.command);
    const target = await this.#target(args.path);
    const stats = await statOrUndefined(target.path);
    if (command === 'create') {
      if (stats !== undefined) {
        const hint = `File already exists at: ${target.shown}. Cannot overwrite files using command \`create\`.`;
        throw invalidParameter('path', target.shown, hint);
      }
      return await this.#create(target, request.required(args.file_text, 'file_text', command));
    }
    if (stats === undefined) {
      const hint = `The path ${target.shown} does not exist. Please provide a valid path.`;
      throw invalidParameter('path', target.shown, hint);
    }
    if (command === 'view') return await view(target, stats.isDirectory(), args.view_range);
    if (stats.isDirectory()) {
      const hint = `The path ${target.shown} is a directory and only the \`view\` command can be used on directories.`;
      throw invalidParameter('path', target.shown, hint);
    }
    if (command === 'str_replace') return await this.#replace(target, args);
    if (command === 'insert') return await this.#insert(target, args);
    return await this.#undo(target);
  }

  async #target(shown: string): Promise<Target> {
    request.checkAbsolute(shown, await this.#suggestion(shown));
    const decision = await this.#policy(shown);
    if (!decision.ok) throw new FileFailure(decision.reason);
    return { shown, path: decision.path };
  }

  async #suggestion(path: string): Promise<string | undefined> {
    if (path === '' || path.startsWith('/') || path.includes('\0') || this.#workspaceRoot === undefined)
      return undefined;
    const candidate = join(this.#workspaceRoot, path);
    const decision = await this.#policy(candidate);
    if (!decision.ok) return undefined;
    return (await statOrUndefined(decision.path)) === undefined ? undefined : candidate;
  }

  async #create(target: Target, text: string): Promise<FileResult> {
    const bytes = encodeEdited(text, 'utf-8', target.shown);
    await createFile(target.path, bytes);
    await this.#remember(target, Buffer.alloc(0), bytes, true);
    return changed(target, null, text, `File created successfully at: ${target.shown}`);
  }

  async #replace(target: Target, args: EditRequest): Promise<FileResult> {
    const oldText = request.required(args.old_str, 'old_str', 'str_replace');
    const file = await readTextFile(target.path, target.shown);
    const edit = replaceText(file.text, oldText, args.new_str ?? '', target.shown);
    await this.#save(target, file, edit.text);
    const snippet = snippetAround(edit.text, edit.start, edit.end, `a snippet of ${target.shown}`);
    const note = edit.trimmed
      ? '(Blanks around old_str and new_str were left out: old_str as given was not found.) '
      : '';
    const text = `The file ${target.shown} has been edited. ${note}${snippet}${REVIEW}. ${EDIT_AGAIN}`;
    return changed(target, file.text, edit.text, text);
  }

  async #insert(target: Target, args: EditRequest): Promise<FileResult> {
    const newText = request.required(args.new_str, 'new_str', 'insert');
    const file = await readTextFile(target.path, target.shown);
    const lines = indexLines(file.text);
    const line = request.parseInsertLine(args.insert_line, lines.starts.length);
    const edit = insertText(lines, line, newText);
    await this.#save(target, file, edit.text);
    const snippet = snippetAround(edit.text, edit.start, edit.end, 'a snippet of the edited file');
    const review = `${REVIEW} (correct indentation, no duplicate lines, etc). ${EDIT_AGAIN}`;
    return changed(
      target,
      file.text,
      edit.text,
      `The file ${target.shown} has been edited. ${snippet}${review}`,
    );
  }

  async #undo(target: Target): Promise<FileResult> {
    const entry = await this.#history.last(target.path);
    if (entry === undefined) throw new FileFailure(`No edit history found for ${target.shown}.`);
    const { bytes, stats } = await readBytes(target.path, target.shown);
    if (sha256(bytes) !== entry.afterSha256) {
      throw new FileFailure(
        `${target.shown} was changed by something else since its last edit here. Nothing was undone: undoing would lose that change.`,
      );
    }
    const current = decodeText(bytes)?.text ?? null;
    if (entry.created) {
      await unlink(target.path);
      await this.#history.pop(target.path);
      const text = `Last edit to ${target.shown} undone successfully. The file had been created by it and is removed.`;
      return changed(target, current, null, text);
    }
    const before = revert(bytes, entry);
    await replaceFile(target.path, before, stats);
    await this.#history.pop(target.path);
    const restored = decodeText(before)?.text ?? '';
    const text = `Last edit to ${target.shown} undone successfully. ${numberedText(restored, target.shown)}`;
    return changed(target, current, restored, text);
  }

  async #save(target: Target, file: TextFile, text: string): Promise<void> {
    const bytes = encodeEdited(text, file.encoding, target.shown);
    await replaceFile(target.path, bytes, file.stats);
    await this.#remember(target, file.bytes, bytes, false);
  }

  async #remember(target: Target, before: Buffer, after: Buffer, created: boolean): Promise<void> {
    await this.#history.push(target.path, {
      ...byteDelta(before, after),
      created,
      afterSha256: sha256(after),
    });
  }
}

async function view(
  target: Target,
  isDirectory: boolean,
  range: EditRequest['view_range'],
): Promise<FileResult> {
  if (isDirectory) {
    if (range !== null && range !== undefined) {
      throw invalidParameter('view_range', range, 'It is not allowed when `path` is a directory.');
    }
    return unchanged(true, target.shown, await directoryView(target.path, target.shown), true);
  }
  const { text } = await readTextFile(target.path, target.shown);
  const lines = indexLines(text);
  const count = shownLineCount(lines);
  const { from, to, clamped } = request.parseViewRange(range, count);
  const note = clamped
    ? `NOTE: We only show up to ${count} since there're only ${count} lines in this file.\n`
    : '';
  return unchanged(true, target.shown, note + numberedLines(lines, target.shown, from, to), true);
}

/** The lines that hold [start, end) of the edited text with some around them, numbered. */
function snippetAround(text: string, start: number, end: number, subject: string): string {
  const lines = indexLines(text);
  const first = lineOfOffset(lines, start) + 1;
  const last = lineOfOffset(lines, Math.max(start, end - 1)) + 1;
  const to = Math.min(last + SNIPPET_CONTEXT_LINES, shownLineCount(lines));
  return numberedLines(lines, subject, Math.max(1, first - SNIPPET_CONTEXT_LINES), to);
}

function changed(target: Target, before: string | null, after: string | null, text: string): FileResult {
  return {
    ok: true,
    text,
    path: target.shown,
    prevExist: before !== null,
    oldContent: boundedContent(before),
    newContent: boundedContent(after),
    diff: boundedContent(unifiedDiff(target.shown, before, after)),
  };
}

function sha256(bytes: Buffer): string {
  // Loaded with the first edit: it takes 8 ms, which the start of the executor is spared.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(bytes).digest('hex');
}
