import type { Complaints } from './complaints.ts';
import { runTool } from './program.ts';

const SEEN = /(\d+) modules, \d+ dependencies cruised/;

/**
 * Imports point down the list of packages in `.dependency-cruiser.cjs`. The tool calls an empty look a
 * success (as with a compiler that it does not understand), so the modules that it saw are counted.
 */
export async function checkImportDirection(root: string): Promise<Complaints> {
  const args = ['packages', 'test', 'bench', 'scripts', '--output-type', 'err-long'];
  const { ok, output } = await runTool(
    root,
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args,
  );
  if (!ok) return [output];
  const seen = Number(SEEN.exec(output)?.[1] ?? 0);
  return seen > 0 ? [] : [`no module was looked at:\n${output}`];
}
