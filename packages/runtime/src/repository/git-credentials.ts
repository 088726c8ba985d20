import { SecretMask } from '../executor/secret-mask.ts';
import type { GitCredentials, RepositoryAddress } from './repository-address.ts';

/** What git is given so that one call can log in. */
export interface CredentialSetup {
  settings: readonly string[];
  environment: Record<string, string>;
}

const USERNAME = 'CAPSTAN_GIT_USERNAME';
const PASSWORD = 'CAPSTAN_GIT_PASSWORD';

/**
 * A token in the URL would stay in `.git/config` for everybody who reads the workspace, and would stand in the list of
 * processes; a header in the configuration would follow a redirect to another host. So git asks a helper that answers
 * from the environment of this one call, for this host only, and that keeps nothing. The empty entry before it drops
 * other helpers, which would store what they are told.
 */
export function credentialSetup({ url, credentials }: RepositoryAddress): CredentialSetup {
  if (credentials === undefined) return { settings: [], environment: {} };
  const helper = answering('$' + USERNAME, '$' + PASSWORD, PASSWORD);
  return {
    settings: ['credential.helper=', `${helperKey(url)}=`, `${helperKey(url)}=${helper}`],
    environment: { [USERNAME]: credentials.username, [PASSWORD]: credentials.password },
  };
}

/**
 * For the configuration of the clone: how git logs in when a command of the agent has the token in this variable. The
 * value is not in it. Bitbucket's may be `user:password`, of which only the end is the password.
 */
export function standingHelper(
  { url, credentials }: RepositoryAddress,
  tokenVariable: string | undefined,
): string[] {
  if (tokenVariable === undefined || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(tokenVariable)) return [];
  const username = credentials?.username ?? '';
  if (credentials?.password === '' || !/^[\w.@-]+$/.test(username)) return [];
  return [`${helperKey(url)}=${answering(username, `\${${tokenVariable}#*:}`, tokenVariable)}`];
}

const helperKey = ({ protocol, host }: URL): string => `credential.${protocol}//${host}.helper`;

/** `needed` is the variable without which it has no answer. */
function answering(username: string, password: string, needed: string): string {
  const answer = `printf 'username=%s\\npassword=%s\\n' "${username}" "${password}"`;
  return `!f() { if test "$1" = get && test -n "\${${needed}+set}"; then ${answer}; fi; }; f`;
}

/** Shorter user names are words such as `git` or `oauth2`. */
const SHORTEST_SECRET_USERNAME = 16;

/** Takes the credentials out of a text, in every form that git may show them in. */
export function credentialMask(credentials: GitCredentials | undefined): (text: string) => string {
  if (credentials === undefined) return (text) => text;
  const mask = new SecretMask();
  const { username, password } = credentials;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  const secrets = [password, basic, ...(username.length < SHORTEST_SECRET_USERNAME ? [] : [username])];
  for (const secret of secrets) mask.add({ secret, encoded: encodeURIComponent(secret) });
  return (text) => mask.text(text);
}
