import type { ProviderAccount } from './connection/provider-account.ts';

/**
 * Name of the repository that the address of a web page speaks of: undefined if the text is no address, empty if the
 * page is not one of a repository at this provider.
 */
export function repositoryOfUrl(text: string, { name, web }: ProviderAccount): string | undefined {
  if (!/^https?:\/\//.test(text)) return undefined;
  const url = URL.parse(text);
  const home = new URL(web);
  const root = home.pathname.replace(/\/$/, '');
  if (url === null || url.host !== home.host || !url.pathname.startsWith(`${root}/`)) return '';
  const steps = stepsOf(url.pathname.slice(root.length));
  switch (name) {
    case 'gitlab': {
      // Groups nest to any depth; a dash ends them where a page inside the project begins.
      const end = steps.indexOf('-');
      return steps.slice(0, end === -1 ? undefined : end).join('/');
    }
    case 'azure_devops': {
      const at = steps.indexOf('_git');
      const repository = steps[at + 1];
      if (at === -1 || repository === undefined) return '';
      // A repository with the name of its project may be addressed without the project.
      return [...stepsOf(root).slice(-1), at === 0 ? repository : steps[at - 1], repository].join('/');
    }
    case 'github':
    case 'bitbucket':
    case 'forgejo':
      return steps.length < 2 ? '' : steps.slice(0, 2).join('/');
  }
}

function stepsOf(path: string): string[] {
  return decoded(path)
    .replace(/\.git\/?$/, '')
    .split('/')
    .filter((step) => step !== '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
