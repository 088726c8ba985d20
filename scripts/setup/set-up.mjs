import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { provideDebianPackages } from './debian-install.mjs';
import { installDependencies, isInstalled } from './dependencies.mjs';
import { provideNode } from './project-node.mjs';

/**
 * Makes everything ready that the commands of the project need, and leaves a note of it for `enter.sh`.
 * Running it again when all is there changes nothing and asks nothing of the network.
 */
export async function setUp(root) {
  if (!isInstalled(root)) installDependencies(root);
  const sharedLibraries = provideNode(root);
  const programs = provideDebianPackages(root);
  if (programs === undefined) return;
  const state = join(root, 'node_modules', '.capstan');
  mkdirSync(state, { recursive: true });
  copyFileSync(join(root, 'package-lock.json'), join(state, 'package-lock.json'));
  const needed = [join(root, 'node_modules/.bin/node'), ...sharedLibraries, ...programs];
  writeFileSync(join(state, 'ready'), needed.map((file) => `${file}\n`).join(''));
}
