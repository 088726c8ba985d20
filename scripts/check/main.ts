import { fileURLToPath } from 'node:url';
import { checkClientTypes } from './client-types.ts';
import type { Check } from './complaints.ts';
import { checkDocs } from './docs.ts';
import { checkFileSize } from './file-size.ts';
import { checkImportDirection } from './import-direction.ts';
import { checkLockfile } from './lockfile.ts';
import { checkOpenApi } from './openapi.ts';
import { tool } from './program.ts';
import { checkWords } from './words.ts';

const CHECKS: readonly Check[] = [
  {
    name: 'types',
    what: 'the compiler agrees',
    run: tool('node_modules/ts7/bin/tsc', '-p', 'tsconfig.json'),
  },
  {
    name: 'web-types',
    what: 'and so it does with what browsers run',
    run: tool('node_modules/ts7/bin/tsc', '-p', 'packages/web/tsconfig.json'),
  },
  {
    name: 'lint',
    what: 'no known mistake',
    run: tool(
      'node_modules/oxlint/bin/oxlint',
      '--type-aware',
      '--deny-warnings',
      '--report-unused-disable-directives',
    ),
  },
  {
    name: 'format',
    what: 'formatted by `npm run format`',
    run: tool('node_modules/oxfmt/bin/oxfmt', '--check', '.'),
  },
  { name: 'imports', what: 'imports point downwards', run: checkImportDirection },
  {
    name: 'unused',
    what: 'nothing is left over',
    run: tool('node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'),
  },
  { name: 'openapi', what: 'the API is described as it is', run: checkOpenApi },
  { name: 'client', what: 'the client knows the API as it is described', run: checkClientTypes },
  { name: 'docs', what: 'what the documents name is there', run: checkDocs },
  { name: 'words', what: 'nothing unfinished, silenced or nameless', run: checkWords },
  { name: 'size', what: 'one concept per file', run: checkFileSize },
  { name: 'lockfile', what: 'installs the same everywhere', run: checkLockfile },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `no check named ${unknown.join(', ')}; there are ${CHECKS.map((check) => check.name).join(', ')}`,
  );
  process.exit(2);
}
const root = fileURLToPath(new URL('../..', import.meta.url));
let failed = 0;
for (const check of CHECKS) {
  if (asked.length > 0 && !asked.includes(check.name)) continue;
  const started = performance.now();
  const complaints = await check.run(root);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const verdict = complaints.length === 0 ? 'ok  ' : 'FAIL';
  console.log(`${verdict} ${check.name.padEnd(9)} ${check.what} (${seconds} s)`);
  for (const complaint of complaints) console.log(complaint.replaceAll(/^/gm, '       '));
  if (complaints.length > 0) failed += 1;
}
if (failed > 0) process.exitCode = 1;
