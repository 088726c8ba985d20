import type { NewConversation } from '../../api/conversations.ts';
import type { GitProviderName } from '../../api/git.ts';

/** Where a conversation works. */
export type WorkspaceChoice =
  | { kind: 'empty' }
  /** A folder of the server's machine, by its absolute path. */
  | { kind: 'folder'; path: string }
  /** A clone; `branch` null for the repository's default one. */
  | { kind: 'repository'; name: string; provider: GitProviderName; branch: string | null };

export const EMPTY_WORKSPACE: WorkspaceChoice = { kind: 'empty' };

/** As short as a chip is. */
export function workspaceText(choice: WorkspaceChoice): string {
  switch (choice.kind) {
    case 'empty':
      return 'Empty workspace';
    case 'folder':
      return choice.path.split('/').findLast((part) => part !== '') ?? choice.path;
    case 'repository':
      return choice.branch === null ? choice.name : `${choice.name} · ${choice.branch}`;
  }
}

/** What a request to begin a conversation says of it. */
export function workspaceBody(choice: WorkspaceChoice): NewConversation {
  switch (choice.kind) {
    case 'empty':
      return {};
    case 'folder':
      return { workspace: choice.path };
    case 'repository':
      return {
        repository: choice.name,
        git_provider: choice.provider,
        ...(choice.branch === null ? {} : { selected_branch: choice.branch }),
      };
  }
}

const PROVIDERS = ['github', 'gitlab', 'bitbucket', 'azure_devops', 'forgejo', 'enterprise_sso'] as const;

/** What was kept in the browser, which may be anything. */
export function parseWorkspace(value: unknown): WorkspaceChoice {
  const text = (name: string): string => {
    const part: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
    return typeof part === 'string' ? part : '';
  };
  if (text('kind') === 'folder' && text('path').startsWith('/'))
    return { kind: 'folder', path: text('path') };
  const provider = PROVIDERS.find((name) => name === text('provider'));
  if (text('kind') === 'repository' && text('name') !== '' && provider !== undefined) {
    const branch = text('branch');
    return { kind: 'repository', name: text('name'), provider, branch: branch === '' ? null : branch };
  }
  return EMPTY_WORKSPACE;
}
