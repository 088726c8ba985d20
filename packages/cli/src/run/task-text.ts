import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CapstanError } from '@capstan/protocol';

export interface TaskSource {
  task: string | null;
  file: string | null;
  stdin: NodeJS.ReadStream;
}

const HOW = 'Say what you want: capstan run "task", or --file task.md, or pipe it in.';

/** The task of a run: said, in a file, or piped in. */
export async function taskText(source: TaskSource): Promise<string> {
  const words = await read(source);
  if (words.trim() === '') throw new CapstanError('usage', 'The task is empty', { remedy: HOW });
  return words;
}

async function read({ task, file, stdin }: TaskSource): Promise<string> {
  if (file !== null) return readTaskFile(file);
  if (task !== null && task !== '-') return task;
  if (task === null && stdin.isTTY) throw new CapstanError('usage', 'No task was given', { remedy: HOW });
  return text(stdin);
}

async function readTaskFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const message = missing
      ? `The task file ${file} does not exist`
      : `The task file ${file} cannot be read: ${String(error)}`;
    throw new CapstanError('usage', message, { cause: error, remedy: 'Check the path given with --file.' });
  }
}
