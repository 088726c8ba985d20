import { linesOf } from '../../design/diff/diff-block.ts';
import type { ChangedFile } from './changed-file.ts';

interface Sides {
  original: string;
  modified: string;
}

/** So much of the lines is the same in a file that was renamed. */
const LEAST_SAME = 0.6;
/** More pairs than this are not compared. */
const MOST_PAIRS = 400;

/** A deleted file and a new one that is much like it are one that was renamed. Of those not loaded yet nothing is known. */
export function withRenames(
  files: readonly ChangedFile[],
  sidesOf: (path: string) => Sides | undefined,
): ChangedFile[] {
  const ofStatus = (status: ChangedFile['status']): ChangedFile[] =>
    files.filter((file) => file.source === 'git' && file.status === status);
  const deleted = ofStatus('deleted');
  const added = ofStatus('added');
  if (deleted.length * added.length > MOST_PAIRS) return [...files];
  const former = new Map<string, string>();
  const taken = new Set<string>();
  for (const { path } of added) {
    const after = sidesOf(path)?.modified ?? '';
    const found = deleted
      .filter((file) => !taken.has(file.path))
      .map((file) => ({ path: file.path, same: samePart(sidesOf(file.path)?.original ?? '', after) }))
      .toSorted((a, b) => b.same - a.same)[0];
    if (found === undefined || found.same < LEAST_SAME) continue;
    former.set(path, found.path);
    taken.add(found.path);
  }
  return files
    .filter(({ path, status }) => status !== 'deleted' || !taken.has(path))
    .map((file): ChangedFile => {
      const was = file.status === 'added' ? former.get(file.path) : undefined;
      return was === undefined ? file : { ...file, was, status: 'renamed' };
    });
}

/** From 0 to 1, how many lines both have. Two empty texts have nothing that is the same. */
function samePart(before: string, after: string): number {
  if (before === '' || after === '') return 0;
  const counts = new Map<string, number>();
  const lines = linesOf(before);
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  let same = 0;
  const others = linesOf(after);
  for (const line of others) {
    const left = counts.get(line) ?? 0;
    if (left === 0) continue;
    same += 1;
    counts.set(line, left - 1);
  }
  return same / Math.max(lines.length, others.length);
}
