import { describe, explorationText, type LogRow } from '../../screen/index.ts';

/** What a row is called, for those who hear it. */
export function rowName(row: LogRow, workspace: string | null = null): string {
  if (row.type === 'exploration') return explorationText(row);
  const { verb, object, result } = describe(row.entry, workspace);
  const words = [verb, object, result?.text ?? ''].filter((word) => word !== '').join(' ');
  return row.entry.kind === 'message' && !row.entry.seen ? `${words}, not read yet` : words;
}
