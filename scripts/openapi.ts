import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API_DOCUMENT, apiDocumentText } from './check/openapi.ts';

/** Writes what the routes say of themselves where clients and people find it. */
writeFileSync(fileURLToPath(new URL(`../${API_DOCUMENT}`, import.meta.url)), apiDocumentText());
console.log(`wrote ${API_DOCUMENT}`);
