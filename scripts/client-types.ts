import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLIENT_TYPES, clientTypesText } from './check/client-types.ts';

/** Writes what the client knows of the API, made of the document that `npm run openapi` writes. */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = join(root, CLIENT_TYPES);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, await clientTypesText(root));
console.log(`wrote ${CLIENT_TYPES}`);
