import { fileURLToPath } from 'node:url';

/** Absolute path of the launcher that ships; `built-program.ts` has brought it up to date. */
export const CAPSTAN = fileURLToPath(new URL('../../dist/bin/capstan', import.meta.url));
