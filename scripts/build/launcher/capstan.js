// Compiled code is kept between starts: beside the program, or in the cache of the user where the place
// of the program is not theirs to write to.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldest = 24;
if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(`capstan: Node ${process.versions.node} is too old; install Node ${oldest} or newer.`);
  process.exit(1);
}

function cacheFolder() {
  const beside = fileURLToPath(new URL('./compile-cache', import.meta.url));
  try {
    mkdirSync(beside, { recursive: true });
    accessSync(beside, constants.W_OK);
    return beside;
  } catch {
    return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'capstan', 'compile-cache');
  }
}

enableCompileCache(cacheFolder());
await import('./cli.js');
