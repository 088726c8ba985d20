import { join } from 'node:path';
import type { Output } from './bundle.ts';
import { readNote, writeNote, writeOutput } from './dist-folder.ts';
import { buildSources, contentFingerprint, statFingerprint } from './fingerprint.ts';
import { PARTS, type Part } from './parts.ts';

export interface BuildOptions {
  root: string;
  /** Build also when nothing changed. */
  force?: boolean;
}

export type Outcome = 'built' | 'unchanged';

/** Brings `dist/` up to date with the sources. Rejects with a `BuildError` when something cannot be made. */
export async function build({ root, force = false }: BuildOptions): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const part of PARTS) {
    if (part.isThere(root)) outcomes.push(await bringUpToDate(part, root, force));
  }
  return outcomes.includes('built') ? 'built' : 'unchanged';
}

async function bringUpToDate(part: Part, root: string, force: boolean): Promise<Outcome> {
  const folder = join(root, part.folder);
  const sources = buildSources(root, part.sources);
  const stat = statFingerprint(root, sources);
  const last = force ? undefined : readNote(folder);
  if (last?.stat === stat) return 'unchanged';
  const content = contentFingerprint(root, sources);
  if (last?.content === content) {
    writeNote(folder, { ...last, stat });
    return 'unchanged';
  }
  const output: Output = await part.make(root);
  writeOutput(folder, output);
  writeNote(folder, { stat, content, files: [...output.keys()] });
  return 'built';
}
