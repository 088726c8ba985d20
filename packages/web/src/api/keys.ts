/** Names of what is kept of the server's answers. A name that others begin with covers all of them. */
export const KEYS = {
  conversations: ['conversations'],
  conversationList: (filter: object) => ['conversations', 'list', filter],
  conversation: (id: string) => ['conversations', 'one', id],
  settings: ['settings'],
  models: ['options', 'models'],
  agents: ['options', 'agents'],
  analyzers: ['options', 'analyzers'],
  secrets: ['secrets'],
  git: ['git'],
  gitUser: ['git', 'user'],
  repositories: (query: string) => ['git', 'repositories', query],
  branches: (repository: string, query: string) => ['git', 'branches', repository, query],
  suggestedTasks: ['git', 'tasks'],
} as const;
