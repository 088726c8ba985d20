/** Modified, added, deleted, or in a merge that has to be resolved. */
export type ChangeStatus = 'M' | 'A' | 'D' | 'U';

export interface FileChange {
  status: ChangeStatus;
  /** Relative to the workspace; a folder that is a repository deeper down ends with `/`. */
  path: string;
}
