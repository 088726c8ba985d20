import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Beside the built program, and, seen from this source file, in the folder that the build makes. */
const PLACES = ['web', '../../../../dist/web'];

/** The folder of the web client that was built with this program, if it is there. */
export function builtWebClient(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  return PLACES.map((place) => join(here, place)).find((folder) => existsSync(join(folder, 'index.html')));
}
