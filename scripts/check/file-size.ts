import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complaints } from './complaints.ts';
import { trackedFiles } from './tracked-files.ts';

const LONGEST_LINES = 400;
const SOURCE = /\.(tsx?|mjs|cjs|css)$/;

/** A file that long holds a second concept. */
export function checkFileSize(root: string): Complaints {
  return trackedFiles(root)
    .filter((file) => SOURCE.test(file) && !file.includes('/fixtures/') && !file.includes('/generated/'))
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
      return lines > LONGEST_LINES ? [`${file}: ${lines} lines; split it by its second concept`] : [];
    });
}
