import { posix } from 'node:path';
import { FileFailure, invalidParameter, missingParameter } from './file-failure.ts';

export const EDIT_COMMANDS = ['view', 'create', 'str_replace', 'insert', 'undo_edit'] as const;
export type EditCommand = (typeof EDIT_COMMANDS)[number];

/** The arguments as they stand in `edit` and `read` actions; null is the same as absent. */
export interface EditRequest {
  command: string;
  /** Absolute. */
  path: string;
  file_text?: string | null;
  old_str?: string | null;
  new_str?: string | null;
  /** The line to insert after, 0 to the number of lines. A number in a string is taken too. */
  insert_line?: number | string | null;
  /** First and last line, from 1; last -1 is the end. */
  view_range?: readonly number[] | null;
}

export function parseCommand(command: string): EditCommand {
  const known = EDIT_COMMANDS.find((name) => name === command);
  if (known === undefined) {
    throw new FileFailure(
      `Unrecognized command ${command}. The allowed commands are: ${EDIT_COMMANDS.join(', ')}.`,
    );
  }
  return known;
}

export function required(value: string | null | undefined, name: string, command: EditCommand): string {
  if (value === null || value === undefined) throw missingParameter(name, command);
  return value;
}

/** Throws on a path that is not absolute; `suggestion` is an absolute path that exists, if one is known. */
export function checkAbsolute(path: string, suggestion: string | undefined): void {
  if (path.includes('\0')) throw invalidParameter('path', path.replaceAll('\0', '\\0'), 'It holds a NUL.');
  if (posix.isAbsolute(path)) return;
  const maybe = suggestion === undefined ? '' : ` Maybe you meant ${suggestion}?`;
  throw invalidParameter('path', path, `The path should be an absolute path, starting with \`/\`.${maybe}`);
}

export function parseInsertLine(value: EditRequest['insert_line'], lineCount: number): number {
  if (value === null || value === undefined) throw missingParameter('insert_line', 'insert');
  const line = typeof value === 'string' ? integerOf(value) : value;
  if (!Number.isInteger(line) || line < 0 || line > lineCount) {
    const hint = `It should be within the range of allowed values: [0, ${lineCount}]`;
    throw invalidParameter('insert_line', value, hint);
  }
  return line;
}

function integerOf(value: string): number {
  if (/^\s*[+-]?\d+\s*$/.test(value)) return Number(value);
  throw new FileFailure(`Invalid insert_line value: '${value}'. Expected an integer.`);
}

/** First and last line to show, from 1, and whether the end was beyond the file. */
export function parseViewRange(
  range: EditRequest['view_range'],
  lineCount: number,
): { from: number; to: number; clamped: boolean } {
  if (range === null || range === undefined) return { from: 1, to: lineCount, clamped: false };
  const [from, to] = range;
  if (
    range.length !== 2 ||
    !Number.isInteger(from) ||
    !Number.isInteger(to) ||
    from === undefined ||
    to === undefined
  ) {
    throw invalidParameter('view_range', range, 'It should be a list of two integers.');
  }
  if (from < 1 || from > lineCount) {
    const hint = `Its first element \`${from}\` should be within the range of lines of the file: [1, ${lineCount}].`;
    throw invalidParameter('view_range', range, hint);
  }
  if (to === -1) return { from, to: lineCount, clamped: false };
  if (to < from) {
    const hint = `Its second element \`${to}\` should be greater than or equal to the first element \`${from}\`.`;
    throw invalidParameter('view_range', range, hint);
  }
  return { from, to: Math.min(to, lineCount), clamped: to > lineCount };
}
