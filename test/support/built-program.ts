import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build/build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Tests of the whole program run what ships, so it is built from the sources as they are. */
export default async function buildProgram(): Promise<void> {
  await build({ root });
}
