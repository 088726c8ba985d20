// Loaded into a process before its program: on SIGUSR2 it drops everything that nothing refers to, and says so.
// Plain JavaScript, so that nothing more is loaded with it.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  for (let round = 0; round < 3; round += 1)
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  process.stdout.write('garbage is collected\n');
});
