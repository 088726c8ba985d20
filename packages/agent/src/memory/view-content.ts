import type { ToolMessage } from '@capstan/protocol';
import type { PlainEntry, TurnEntry, ViewEntry } from './view-entry.ts';

/** A view as plain data. */
export interface ViewContent {
  /** Ids of the events that count for the offset of a summary. */
  ids: number[];
  entries: (PlainEntry | (Omit<TurnEntry, 'results'> & { results: ToolMessage[] }))[];
}

export function contentOfEntry(entry: ViewEntry): ViewContent['entries'][number] {
  return entry.kind === 'plain' ? entry : { ...entry, results: [...entry.results.values()] };
}

export function entryOfContent(content: ViewContent['entries'][number]): ViewEntry {
  if (content.kind === 'plain') return content;
  return { ...content, results: new Map(content.results.map((result) => [result.toolCallId, result])) };
}
