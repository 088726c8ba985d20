import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Complaints } from './complaints.ts';
import { API_DOCUMENT } from './openapi.ts';
import { runTool } from './program.ts';

/** Generated, and kept so that the client needs no generator to be built. */
export const CLIENT_TYPES = 'packages/client/src/generated/api.ts';
const GENERATOR = 'packages/client/node_modules/openapi-typescript/bin/cli.js';

/** Types of every route, made of the API document that is kept. */
export async function clientTypesText(root: string): Promise<string> {
  const { ok, output } = await runTool(root, GENERATOR, [API_DOCUMENT, '--empty-objects-unknown']);
  if (!ok) throw new Error(`No types could be made of ${API_DOCUMENT}: ${output}`);
  return `${output}\n`;
}

export async function checkClientTypes(root: string): Promise<Complaints> {
  const file = join(root, CLIENT_TYPES);
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return kept === (await clientTypesText(root))
    ? []
    : [`${CLIENT_TYPES} is not what ${API_DOCUMENT} says: npm run client-types`];
}
