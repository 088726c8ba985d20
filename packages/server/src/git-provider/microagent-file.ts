import { CapstanError } from '@capstan/protocol';
import { parseMicroagent } from '@capstan/runtime';

/** Where agents' knowledge lies in a repository: special repositories hold nothing else. */
export function microagentFolder(fullName: string): string {
  const name = fullName.split('/').at(-1);
  return name === '.openhands' || name === 'openhands-config' ? 'microagents' : '.openhands/microagents';
}

/** Rules of an editor that are read as knowledge, too. */
export const CURSOR_RULES = '.cursorrules';

export function isMicroagent(path: string): boolean {
  return path.endsWith('.md') && !path.endsWith('README.md');
}

export function microagentName(path: string): string {
  const file = path.split('/').at(-1) ?? path;
  return file === CURSOR_RULES ? 'cursorrules' : file.replace(/\.md$/, '');
}

/**
 * A file with knowledge, taken apart: what it says, and the words at which it is shown. Throws `file_unsuitable` where
 * its front matter cannot be understood.
 */
export function readMicroagent(path: string, text: string): { content: string; triggers: string[] } {
  if (path === CURSOR_RULES) return { content: text, triggers: [] };
  try {
    const { content, triggers } = parseMicroagent(microagentName(path), text);
    return { content, triggers };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CapstanError('file_unsuitable', `The front matter of ${path} cannot be read: ${why}`);
  }
}
