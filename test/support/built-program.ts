import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build/build.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Tests of the whole program run what ships, so it is built from the sources as they are. When that
 * fails, only they do (`require-build.ts`), not every test.
 */
export default async function buildProgram(): Promise<void> {
  try {
    await build({ root });
    delete process.env['CAPSTAN_TEST_BUILD_FAILURE'];
  } catch (error) {
    process.env['CAPSTAN_TEST_BUILD_FAILURE'] = error instanceof Error ? error.message : String(error);
  }
}
