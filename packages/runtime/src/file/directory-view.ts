import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './file-failure.ts';
import { MAX_OUTPUT_CHARS } from './numbered-lines.ts';

/**
 * Two levels of a directory, sorted, hidden entries left out but counted, directories with a final slash,
 * links to directories followed. `shownPath` is what the list is headed and prefixed with.
 */
export async function directoryView(path: string, shownPath: string): Promise<string> {
  const root = shownPath.endsWith('/') ? shownPath : `${shownPath}/`;
  const entries = (await readdir(path, { withFileTypes: true })).toSorted(byName);
  const shown = entries.filter(isVisible);
  const out = [root];
  let room = MAX_OUTPUT_CHARS;
  let notShown = 0;
  for (const entry of shown) {
    if (room <= 0) {
      notShown += 1;
      continue;
    }
    for (const line of await entryLines(path, entry, root)) {
      room -= line.length + 1;
      if (room > 0) out.push(line);
    }
    if (room <= 0) out.push(`<response clipped><NOTE>The list is cut within ${root}${entry.name}.</NOTE>`);
  }
  const hidden = entries.length - shown.length;
  return [
    `Here's the files and directories up to 2 levels deep in ${shownPath}, excluding hidden items:`,
    ...out,
    ...(notShown === 0 ? [] : [`<response clipped><NOTE>${notShown} more entries are not shown.</NOTE>`]),
    ...(hidden === 0
      ? []
      : [
          '',
          `${hidden} hidden ${hidden === 1 ? 'item is' : 'items are'} left out; \`ls -la ${shownPath}\` shows them.`,
        ]),
  ].join('\n');
}

async function entryLines(path: string, entry: Dirent, root: string): Promise<string[]> {
  const name = root + entry.name;
  if (!(await isDirectory(path, entry))) return [name];
  const directory = join(path, entry.name);
  try {
    const children = (await readdir(directory, { withFileTypes: true })).filter(isVisible).toSorted(byName);
    const lines = children.map(async (child) =>
      (await isDirectory(directory, child)) ? `${name}/${child.name}/` : `${name}/${child.name}`,
    );
    return [`${name}/`, ...(await Promise.all(lines))];
  } catch (error) {
    if (!['EACCES', 'EPERM', 'ENOENT'].includes(errorCode(error) ?? '')) throw error;
    return [`${name}/ (cannot be read)`];
  }
}

async function isDirectory(parent: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return (await stat(join(parent, entry.name))).isDirectory();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    // A dangling or forbidden link is listed as a plain entry.
    return false;
  }
}

function isVisible(entry: Dirent): boolean {
  return !entry.name.startsWith('.');
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
