/** An expected failure of a file operation; its message is what the agent reads. Never leaves this folder. */
export class FileFailure extends Error {
  override readonly name = 'FileFailure';
}

export function invalidParameter(name: string, value: unknown, hint: string): FileFailure {
  return new FileFailure(`Invalid \`${name}\` parameter: ${shown(value)}. ${hint}`);
}

export function missingParameter(name: string, command: string): FileFailure {
  return new FileFailure(`Parameter \`${name}\` is required for command: ${command}.`);
}

const MAX_SHOWN_CHARS = 1000;

/** A parameter's value, short enough for a message. */
export function shown(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
  return text.length > MAX_SHOWN_CHARS
    ? `${text.slice(0, MAX_SHOWN_CHARS)}… (${text.length} characters)`
    : text;
}

export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const ERRNO_TEXT: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed',
  ENOTDIR: 'a part of the path is not a directory',
  ENOENT: 'no such file or directory',
  EISDIR: 'it is a directory',
  EEXIST: 'it came into being meanwhile',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ETXTBSY: 'it is being executed',
  EMFILE: 'too many open files',
  EIO: 'input/output error',
};

/**
 * The message of an expected failure: a `FileFailure`, or what the operating system said.
 * Anything else is a defect and is thrown again.
 */
export function failureMessage(error: unknown, path: string): string {
  if (error instanceof FileFailure) return error.message;
  const code = errorCode(error);
  if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
  return `${path}: ${ERRNO_TEXT[code] ?? 'the operating system refused it'} (${code}).`;
}
