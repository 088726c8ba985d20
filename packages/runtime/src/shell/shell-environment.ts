import { ShellError } from './shell-error.ts';

/** Linux refuses to start a program with a longer entry: then no command would run any more. */
const MAX_ENTRY_BYTES = 128 * 1024 - 1;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Throws a ShellError when a program could not be started with this environment. */
export function checkEnvironment(environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (name === '' || /[=\0]/.test(name))
      throw bad(`${JSON.stringify(name)} cannot be the name of a variable.`);
    if (value.includes('\0')) throw bad(`The value of ${name} contains a NUL character.`);
    if (Buffer.byteLength(name) + Buffer.byteLength(value) + 2 > MAX_ENTRY_BYTES) {
      throw bad(`The value of ${name} is longer than the 128 KiB that a program can be given.`);
    }
  }
}

/** Same, for variables set in a running shell, which takes only identifiers. */
export function checkVariables(variables: Record<string, string | null>): void {
  checkEnvironment(Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value ?? ''])));
  const name = Object.keys(variables).find((candidate) => !IDENTIFIER.test(candidate));
  if (name !== undefined) throw bad(`${JSON.stringify(name)} is not a name that a shell can set.`);
}

function bad(message: string): ShellError {
  return new ShellError('bad-environment', message);
}

const CHANGES = /=|\b(?:cd|declare|eval|export|read|set|source|typeset|unset)\b|(?:^|[\s;&|(])\.\s/;

/**
 * Whether the environment should be asked for as soon as the command has ended, because the next one could end the
 * shell. After others, such as one that calls a function that exports, it is asked for in the next quiet moment.
 */
export function mayChangeEnvironment(command: string): boolean {
  return CHANGES.test(command);
}
