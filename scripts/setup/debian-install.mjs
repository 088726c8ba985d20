import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from './run-program.mjs';
import { SetUpError } from './set-up-error.mjs';

const PACKAGES = JSON.parse(
  readFileSync(fileURLToPath(new URL('debian-packages.json', import.meta.url)), 'utf8'),
);
const RETRY_AFTER_MILLISECONDS = 10 * 60_000;
const TIMEOUT_MILLISECONDS = 10 * 60_000;

/**
 * Installs what is missing where that is permitted. Answers with the paths of the programs, or with
 * nothing after saying on standard error what is to be installed by hand: the project then works but
 * for what needs them. In CI a missing program is an error.
 */
export function provideDebianPackages(root) {
  let missing = PACKAGES.filter((entry) => findProgram(entry.command) === undefined);
  if (missing.length > 0) {
    const failure = tryAgainLater(root) ?? installDebianPackages(missing.map((entry) => entry.name));
    noteFailure(root, failure);
    missing = PACKAGES.filter((entry) => findProgram(entry.command) === undefined);
    if (missing.length > 0) report(missing, failure);
  }
  return missing.length > 0 ? undefined : PACKAGES.map((entry) => findProgram(entry.command));
}

/** Answers with the reason why they could not be installed, or with an empty string. */
export function installDebianPackages(names) {
  if (findProgram('apt-get') === undefined) return 'there is no apt-get here';
  const prefix = becomeRoot();
  if (prefix === undefined) return 'installing needs root or sudo without a password';
  console.error(`set-up: installing ${names.join(', ')} with apt-get …`);
  const install = ['install', '-y', '-q', '--no-install-recommends', ...names];
  const first = aptGet(prefix, install);
  if (first === '') return '';
  // The package lists may be missing or old.
  const update = aptGet(prefix, ['update', '-q']);
  return update === '' ? aptGet(prefix, install) : update;
}

function aptGet(prefix, args) {
  const options = [
    '-o',
    'DPkg::Lock::Timeout=120',
    '-o',
    'Acquire::Retries=1',
    '-o',
    'Acquire::http::Timeout=20',
  ];
  const env = ['DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C'];
  const [command, ...rest] = [...prefix, 'env', ...env, 'apt-get', ...options, ...args];
  const result = runProgram(command, rest, { timeout: TIMEOUT_MILLISECONDS });
  if (result.status === 0) return '';
  const complaints = (result.stderr ?? '').split('\n').filter((line) => /^[EW]:/.test(line));
  return `apt-get ${args[0]}: ${complaints[0]?.slice(3) ?? `ended with ${result.status ?? result.signal}`}`;
}

function becomeRoot() {
  if (process.getuid() === 0) return [];
  if (findProgram('sudo') === undefined) return undefined;
  const asked = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 10_000 });
  return asked.status === 0 ? ['sudo', '-n'] : undefined;
}

function report(missing, failure) {
  const lines = missing.map((entry) => `  ${entry.name.padEnd(14)} for ${entry.for}`);
  const names = missing.map((entry) => entry.name).join(' ');
  const why = failure === '' ? 'apt-get installed it elsewhere than in PATH' : failure;
  const text = `not on this machine, and not installed because ${why}:\n${lines.join('\n')}\n`;
  const remedy = `Install by hand: apt-get install ${names} (as root; elsewhere the packages of the same purpose).`;
  if (process.env['CI'] === 'true') throw new SetUpError(text, remedy);
  console.error(`set-up: ${text}${remedy}`);
}

/** A machine without network is not made to wait for apt-get on every command. */
function tryAgainLater(root) {
  const note = noteOf(root);
  if (!existsSync(note) || process.env['CI'] === 'true') return undefined;
  return Date.now() - statSync(note).mtimeMs < RETRY_AFTER_MILLISECONDS
    ? readFileSync(note, 'utf8')
    : undefined;
}

function noteFailure(root, failure) {
  const note = noteOf(root);
  if (failure === '') rmSync(note, { force: true });
  else if (!existsSync(note) || Date.now() - statSync(note).mtimeMs >= RETRY_AFTER_MILLISECONDS) {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, failure);
  }
}

function noteOf(root) {
  return join(root, '.cache', 'debian-packages-failed');
}

function findProgram(command) {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
