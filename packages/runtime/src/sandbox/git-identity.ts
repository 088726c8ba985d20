/** Author and committer of commits in a repository that does not name its own. */
export interface GitIdentity {
  name: string;
  email: string;
}

export const DEFAULT_GIT_IDENTITY: GitIdentity = { name: 'Capstan', email: 'capstan@localhost' };

/** The sandbox's `~/.gitconfig`: the user's own is hidden together with the credentials that it may name. */
export function gitConfigurationFor({ name, email }: GitIdentity): string {
  return `[user]\n\tname = ${quoted(name)}\n\temail = ${quoted(email)}\n`;
}

function quoted(value: string): string {
  return `"${value.replaceAll(/["\\]/g, '\\$&').replaceAll(/[\n\r\t\0]/g, ' ')}"`;
}
