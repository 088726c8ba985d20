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

const FRONT_MATTER = /^---[ \t]*\r?\n(?<head>[\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)(?<body>[\s\S]*)$/;

/** A file with knowledge, taken apart: what it says, and the words at which it is shown. */
export function parseMicroagent(text: string): { content: string; triggers: string[] } {
  const parts = FRONT_MATTER.exec(text)?.groups;
  if (parts === undefined) return { content: text, triggers: [] };
  return { content: parts['body'] ?? '', triggers: triggersOf(parts['head'] ?? '') };
}

/** The `triggers` of front matter, as a list on one line or with an entry a line. */
function triggersOf(head: string): string[] {
  const lines = head.split(/\r?\n/);
  const at = lines.findIndex((line) => /^triggers\s*:/.test(line));
  const first = lines[at]?.replace(/^triggers\s*:/, '').trim() ?? '';
  if (first.startsWith('['))
    return first
      .replace(/^\[|\].*$/g, '')
      .split(',')
      .map(unquoted)
      .filter(Boolean);
  if (at === -1 || first !== '') return [];
  const entries: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const entry = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (entry === undefined) break;
    entries.push(unquoted(entry));
  }
  return entries.filter(Boolean);
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const quoted = /^(?<quote>["'])(?<inside>.*)\k<quote>$/.exec(trimmed)?.groups?.['inside'];
  return quoted ?? trimmed;
}
