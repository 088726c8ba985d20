/** What memory is asked for: the workspace at the start, or knowledge for a later message. */
export const RECALL_TYPES = ['workspace_context', 'knowledge'] as const;

export type RecallType = (typeof RECALL_TYPES)[number];
