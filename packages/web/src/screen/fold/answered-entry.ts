import { ERROR_IDS, type ObservationEvent, type ObservationOfName } from '@capstan/protocol';
import type { ActionEntry, CommandEntry, EditEntry, ReadEntry } from '../entry.ts';
import { cellOutput, raised } from './cell-output.ts';
import { diffLines, lineCount } from './diff-lines.ts';
import { jsonText } from './json-text.ts';
import { mcpResult } from './mcp-result.ts';

const NOT_EXECUTED: ReadonlySet<string> = new Set([ERROR_IDS.notExecutedStopped, ERROR_IDS.notExecutedError]);

/** An entry with what came of its action. Of an observation that does not fit the action only its end counts. */
export function answeredEntry(entry: ActionEntry, event: ObservationEvent): ActionEntry {
  const ended = { observationId: event.id, endedAt: event.timestamp };
  if (event.observation === 'error') {
    const progress = NOT_EXECUTED.has(event.extras.error_id) ? 'interrupted' : 'failed';
    return { ...entry, ...ended, progress, error: event.content };
  }
  if (event.observation === 'user_rejected') return { ...entry, ...ended, progress: 'rejected' };
  return withResult({ ...entry, ...ended, progress: 'done' }, event);
}

function withResult(entry: ActionEntry, event: ObservationEvent): ActionEntry {
  switch (entry.kind) {
    case 'command':
      return event.observation === 'run' ? commandResult(entry, event) : entry;
    case 'read':
      return event.observation === 'read' ? readResult(entry, event) : entry;
    case 'edit':
      if (event.observation === 'write') return { ...entry, ...changedLines(entry) };
      return event.observation === 'edit' ? editResult(entry, event) : entry;
    case 'cell': {
      if (event.observation !== 'run_ipython') return entry;
      const { text, imageUrls } = cellOutput(event.content, event.extras.image_urls ?? []);
      return { ...entry, output: text, imageUrls, progress: raised(text) ? 'failed' : 'done' };
    }
    case 'browse': {
      // In place of a page there may be a file.
      if (event.observation === 'download') return { ...entry, text: event.content || event.message };
      if (event.observation !== 'browse') return entry;
      const { url, screenshot, set_of_marks, error, last_browser_action_error } = event.extras;
      return {
        ...entry,
        url: url || entry.url,
        screenshot: [screenshot, set_of_marks].find((image) => image?.startsWith('data:image/')) ?? '',
        text: event.content,
        ...(error ? { progress: 'failed', error: last_browser_action_error || event.content } : {}),
      };
    }
    case 'tool': {
      if (event.observation !== 'mcp') return { ...entry, result: event.content };
      const { text, imageUrls, isError } = mcpResult(event.content);
      return { ...entry, result: text, imageUrls, progress: isError ? 'failed' : 'done' };
    }
    case 'delegate': {
      if (event.observation !== 'delegate') return { ...entry, result: event.content };
      const { outputs } = event.extras;
      const { content } = outputs;
      const result = typeof content === 'string' && content !== '' ? content : event.content;
      return { ...entry, outputs, result: result || jsonText(outputs) };
    }
  }
}

function commandResult(entry: CommandEntry, event: ObservationOfName<'run'>): CommandEntry {
  const { exit_code: exitCode, working_dir: directory, suffix } = event.extras.metadata;
  const failed = exitCode !== 0 && exitCode !== -1;
  return {
    ...entry,
    output: event.content,
    exitCode,
    note: suffix.trim(),
    directory,
    progress: failed ? 'failed' : 'done',
  };
}

/** The editor tells a failure in place of a text. */
const FAILURE = /^ERROR\b/;

function readResult(entry: ReadEntry, event: ObservationOfName<'read'>): ReadEntry {
  const path = event.extras.path || entry.path;
  if (event.extras.impl_source === 'oh_aci' && FAILURE.test(event.content)) {
    return { ...entry, path, progress: 'failed', error: event.content };
  }
  return { ...entry, path, content: event.content };
}

function editResult(entry: EditEntry, event: ObservationOfName<'edit'>): EditEntry {
  const { old_content, new_content, impl_source } = event.extras;
  const path = event.extras.path || entry.path;
  const isDiff = impl_source === 'llm_based_edit' && /^@@ /m.test(event.content);
  const diff = event.extras.diff || (isDiff ? event.content : null);
  if (diff === null && FAILURE.test(event.content)) {
    return { ...entry, path, progress: 'failed', error: event.content };
  }
  const same = old_content !== null && old_content === new_content;
  return {
    ...entry,
    path,
    diff,
    before: old_content ?? entry.before,
    after: new_content ?? entry.after,
    ...(diff !== null ? diffLines(diff) : same ? {} : changedLines(entry)),
  };
}

/** Without a diff, as when the file is too long for one: what the action itself says. */
function changedLines({ before, after }: EditEntry): { added: number; removed: number } {
  return { added: lineCount(after ?? ''), removed: lineCount(before ?? '') };
}
