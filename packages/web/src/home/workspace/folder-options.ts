import type { WorkspaceFolders } from '../../api/workspace-folders.ts';
import { visibleText } from '../../screen/index.ts';
import type { PickOption } from '../pick-list.tsx';

/** Id of the way to the folder around this one. */
export const UP = '..';

/** What is offered in a folder for what was typed: the way up, then those that begin with it, then those that have it. */
export function folderOptions({ path, parent, folders }: WorkspaceFolders, typed: string): PickOption[] {
  const wanted = wantedName(path, typed).toLowerCase();
  const fits = folders.filter(({ name }) => name.toLowerCase().includes(wanted));
  const begins = ({ name }: { name: string }): boolean => name.toLowerCase().startsWith(wanted);
  const sorted = [...fits.filter(begins), ...fits.filter((folder) => !begins(folder))]
    // What is hidden is shown to who asks for it.
    .filter(({ name }) => !name.startsWith('.') || wanted.startsWith('.'));
  const found = sorted.map(({ name, path: id, is_git: isGit }): PickOption => ({
    id,
    text: visibleText(name),
    icon: isGit ? 'branch' : 'folder',
    ...(isGit ? { note: 'repository' } : {}),
  }));
  return wanted === '' && parent !== null ? [{ id: UP, text: '..', icon: 'up' }, ...found] : found;
}

/** Of a whole path that is typed, the folder that is open is no part of what narrows the list. */
function wantedName(path: string, typed: string): string {
  if (!typed.startsWith('/')) return typed.trim();
  const rest = typed.replace(/\/+$/, '');
  return rest === path || typed === '/' ? '' : rest.slice(rest.lastIndexOf('/') + 1);
}
