import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.mjs';
import { SetUpError } from './set-up-error.mjs';

const TIMEOUT_MILLISECONDS = 15 * 60_000;

/**
 * Whether `node_modules` is what the lockfile asks for, by npm's own note of what it installed. npm
 * writes that note last, so an install that was cut short counts as none.
 */
export function isInstalled(root) {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = JSON.parse(readFileSync(note, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = installed[path];
    if (there === undefined ? !entry.optional : !isSame(entry, there)) return false;
  }
  return Object.keys(installed).every((path) => wanted[path] !== undefined);
}

function isSame(wanted, installed) {
  if (wanted.link) return installed.link === true;
  return wanted.version === installed.version && wanted.integrity === installed.integrity;
}

/** Installs exactly what the lockfile says; no package gets to run a script. */
export function installDependencies(root) {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new SetUpError(
      `There is no Node of the project for ${process.platform}-${process.arch}.`,
      'Use Linux on x64 or arm64 (a virtual machine or a container will do).',
    );
  }
  console.error('set-up: installing the dependencies from the lockfile (once, about a minute) …');
  const [command, ...first] = npm();
  const quick = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const args = [
    ...first,
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--prefer-offline',
    ...quick,
    ...quiet,
  ];
  const result = runProgram(command, args, {
    cwd: root,
    env: cleanEnvironment(),
    timeout: TIMEOUT_MILLISECONDS,
  });
  if (result.error?.code === 'ENOENT') {
    throw new SetUpError('npm was not found.', 'Install npm 10 or newer and run again.');
  }
  if (result.status !== 0) throw explain(result, root);
}

/** The npm that runs this script, else the one in PATH. */
function npm() {
  const path = process.env['npm_execpath'];
  return path !== undefined && path.endsWith('npm-cli.js') && existsSync(path)
    ? [process.execPath, path]
    : ['npm'];
}

/** What `npm start` set for its own run must not steer the install: `--omit`, `--workspace` and the like. */
function cleanEnvironment() {
  const env = { ...process.env };
  for (const name of [
    'npm_config_omit',
    'npm_config_workspace',
    'npm_config_workspaces',
    'npm_config_prefix',
    'NODE_ENV',
  ]) {
    delete env[name];
  }
  return env;
}

const EXPLANATIONS = [
  [
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/,
    'The package registry cannot be reached.',
    'Connect to the network (or tell npm your proxy or registry) and run again.',
  ],
  [
    /\b(EACCES|EPERM|EROFS)\b/,
    'A file may not be written.',
    'Run as the owner of the folder and of the npm cache.',
  ],
  [/\bENOSPC\b/, 'The disk is full.', 'Free about 1 GB and run again.'],
  [
    /\bEUSAGE\b|can only install packages when/,
    'package.json and package-lock.json do not fit together.',
    'Run `npm install --ignore-scripts` and commit the lockfile.',
  ],
  [
    /\bEINTEGRITY\b/,
    'A package is not the one that the lockfile names.',
    'Run `npm cache clean --force` and try again.',
  ],
  [/\bE(401|403)\b/, 'The package registry refused access.', 'Log in to it with npm and run again.'],
];

function explain(result, root) {
  if (result.error?.code === 'ETIMEDOUT') {
    return new SetUpError('The install did not end within 15 minutes.', 'Look at the network and run again.');
  }
  if (result.signal !== null)
    return new SetUpError(`The install was ended by ${result.signal}.`, 'Run again.');
  const text = result.stderr;
  const known = EXPLANATIONS.find(([pattern]) => pattern.test(text));
  if (known !== undefined) {
    const detail = text.split('\n').find((line) => known[0].test(line)) ?? '';
    return new SetUpError(`${known[1]} (${detail.replace(/^npm (error|ERR!) ?/, '').trim()})`, known[2]);
  }
  console.error(text.trim());
  return new SetUpError(`npm ci failed in ${root} with the message above.`, 'Mend it and run again.');
}
