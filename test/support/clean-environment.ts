import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Every test file gets a home of its own, and none of the keys, proxies and settings of the person who
 * runs the tests: a test must neither read nor change what is theirs.
 */
const PERSONAL =
  /(_API_KEY|_TOKEN|_SECRET|_SECRET_ACCESS_KEY)$|^(CAPSTAN_(?!TEST_)|AWS_|AZURE_|GOOGLE_|OPENAI_|ANTHROPIC_|XDG_|GIT_)|^(https?|all|no)_proxy$/i;

for (const name of Object.keys(process.env)) {
  if (PERSONAL.test(name)) delete process.env[name];
}

const home = mkdtempSync(join(tmpdir(), 'h-'));
process.env['HOME'] = home;
process.env['GIT_CONFIG_NOSYSTEM'] = '1';
process.env['GIT_AUTHOR_NAME'] = process.env['GIT_COMMITTER_NAME'] = 'Capstan Test';
process.env['GIT_AUTHOR_EMAIL'] = process.env['GIT_COMMITTER_EMAIL'] = 'test@capstan.invalid';
