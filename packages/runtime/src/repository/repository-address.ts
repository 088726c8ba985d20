import { CapstanError } from '@capstan/protocol';

export interface GitCredentials {
  username: string;
  password: string;
}

/** Where a repository is cloned from, taken apart: what may be stored and shown, and what may not. */
export interface RepositoryAddress {
  /** As clients name it: `owner/name`, or more steps where a provider has them. */
  name: string;
  /** Name of its folder in the workspace. */
  folder: string;
  /** Without credentials. */
  url: URL;
  credentials: GitCredentials | undefined;
}

const MAX_NAME_BYTES = 255;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * `cloneUrl` may hold credentials. Only https is let through, and without encryption only what stays on this machine.
 * Rejects with `request_invalid`, which never shows the URL.
 */
export function repositoryAddress(name: string, cloneUrl: string): RepositoryAddress {
  const folder = folderOf(name);
  const url = URL.parse(cloneUrl);
  if (url === null || !isAllowed(url)) {
    throw new CapstanError(
      'request_invalid',
      `${name} cannot be cloned: its address has to be one of https.`,
    );
  }
  const username = decoded(url.username);
  const password = decoded(url.password);
  if (username === undefined || password === undefined) {
    throw new CapstanError('request_invalid', `${name} cannot be cloned: its credentials are malformed.`);
  }
  url.username = '';
  url.password = '';
  const given = username !== '' || password !== '';
  return { name, folder, url, credentials: given ? { username, password } : undefined };
}

/** Undefined for what is not encoded rightly, or would be more than one line to git. */
function decoded(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part);
    return /[\n\r\0]/.test(text) ? undefined : text;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function isAllowed({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true;
  return (protocol === 'http:' && LOOPBACK.has(hostname)) || (protocol === 'file:' && hostname === '');
}

function folderOf(name: string): string {
  const steps = name.split('/');
  if (steps.length < 2 || !steps.every(isPlainName)) {
    throw new CapstanError(
      'request_invalid',
      `${JSON.stringify(name)} is no repository: name it owner/name.`,
    );
  }
  return steps.at(-1) ?? name;
}

/** It becomes the name of a folder. */
function isPlainName(step: string): boolean {
  return (
    /^[^-\s\\\u0000-\u001f\u007f][^\\\u0000-\u001f\u007f]*$/.test(step) &&
    !['.', '..', '.git'].includes(step.toLowerCase()) &&
    Buffer.byteLength(step) <= MAX_NAME_BYTES
  );
}

/** Whether a remote of a clone leads to that address, with whatever credentials. */
export function leadsTo(remote: string, { url }: RepositoryAddress): boolean {
  const other = URL.parse(remote);
  return other?.host === url.host && other.protocol === url.protocol && bare(other) === bare(url);
}

const bare = ({ pathname }: URL): string => pathname.replace(/\/+$/, '').replace(/\.git$/, '');
