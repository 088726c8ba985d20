import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages } from './debian-install.mjs';
import { SetUpError } from './set-up-error.mjs';

const LIBRARY_PACKAGES = { 'libatomic.so.1': 'libatomic1', 'libstdc++.so.6': 'libstdc++6' };

/** Makes sure that the project's own Node starts, and answers with the shared libraries it stands on. */
export function provideNode(root) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[
    `node-linux-${process.arch}`
  ];
  let start = startNode(root);
  const library = /(lib[\w+.-]+): cannot open shared object file/.exec(start.stderr ?? '')?.[1];
  if (library !== undefined) {
    const name = LIBRARY_PACKAGES[library];
    const remedy = `Install ${name === undefined ? library : `${name} (as root: apt-get install ${name})`} and run again.`;
    if (name === undefined || installDebianPackages([name]) !== '') {
      throw new SetUpError(`The project's Node needs ${library}, which is not on this machine.`, remedy);
    }
    start = startNode(root);
  }
  if (start.status !== 0) {
    const complaint = (start.stderr || String(start.error ?? '')).trim().split('\n')[0];
    throw new SetUpError(
      `The project's Node does not start (${complaint}).`,
      'It needs Linux with glibc 2.28 or newer, and node_modules installed for this machine (remove the folder and run again).',
    );
  }
  const { version, libraries } = JSON.parse(start.stdout);
  if (version !== wanted) {
    throw new SetUpError(
      `The project's Node is ${version}, but ${wanted} is asked for.`,
      'Remove node_modules and run again.',
    );
  }
  return libraries;
}

function startNode(root) {
  const code = `const files = process.report.getReport().sharedObjects.filter((file) => file.startsWith('/'));
    console.log(JSON.stringify({ version: process.versions.node, libraries: files }));`;
  return spawnSync(join(root, 'node_modules/.bin/node'), ['--report-exclude-network', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    timeout: 60_000,
  });
}
