import { fileURLToPath } from 'node:url';

/** The built program: what a person starts. */
export const CAPSTAN = fileURLToPath(new URL('../../dist/bin/capstan', import.meta.url));
