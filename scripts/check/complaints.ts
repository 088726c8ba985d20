/** What a check has found wrong, one line each; nothing when all is well. */
export type Complaints = string[];

/** One thing that must hold for the whole repository. */
export interface Check {
  name: string;
  what: string;
  run(root: string): Promise<Complaints> | Complaints;
}
