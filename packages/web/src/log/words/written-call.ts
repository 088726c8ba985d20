import type { LiveCall } from '../../live/index.ts';
import type { LineIcon } from '../../screen/index.ts';
import { partialTexts } from './partial-json.ts';

/** A call that the model is writing, as far as it can be told what it will be. */
export interface WrittenCall {
  icon: LineIcon;
  verb: string;
  /** What it is about, as far as it has come. */
  object: string;
  /** Code that is being written: a command, a cell, the text of a file. Empty where there is none. */
  code: string;
  language: string;
}

const PLAIN = { object: '', code: '', language: '' };

export function writtenCall({ toolName, arguments: json }: LiveCall): WrittenCall {
  const texts = partialTexts(json);
  const text = (...names: readonly string[]): string => {
    for (const name of names) {
      const found = texts.get(name);
      if (found !== undefined) return found;
    }
    return '';
  };
  const path = text('path', 'file_path');
  switch (toolName) {
    case 'execute_bash':
    case 'run':
    case 'bash':
      return {
        ...PLAIN,
        icon: 'command',
        verb: 'Writing a command',
        code: text('command'),
        language: 'bash',
      };
    case 'execute_ipython_cell':
    case 'run_ipython':
      return { ...PLAIN, icon: 'cell', verb: 'Writing Python', code: text('code'), language: 'python' };
    case 'browser':
    case 'browse_interactive':
      return {
        ...PLAIN,
        icon: 'browse',
        verb: 'Writing for the browser',
        code: text('code'),
        language: 'python',
      };
    case 'think':
      return { ...PLAIN, icon: 'thought', verb: 'Thinking', object: text('thought') };
    case 'finish':
      return { ...PLAIN, icon: 'finish', verb: 'Finishing', object: text('message', 'final_thought') };
    case 'task_tracker':
    case 'task_tracking':
      return { ...PLAIN, icon: 'plan', verb: 'Planning' };
    default:
      return path === ''
        ? { ...PLAIN, icon: 'tool', verb: 'Preparing', object: toolName }
        : fileCall(text('command'), path, text('file_text', 'new_str', 'content'));
  }
}

function fileCall(command: string, path: string, code: string): WrittenCall {
  const about = { object: path, code, language: path.slice(path.lastIndexOf('.') + 1) };
  if (command === 'view') return { ...about, icon: 'read', verb: 'About to read' };
  if (command === 'create') return { ...about, icon: 'create', verb: 'Writing' };
  return { ...about, icon: 'edit', verb: 'Editing' };
}
