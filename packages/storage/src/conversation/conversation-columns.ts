import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { Conversation } from './conversation.ts';

/** One row as SQLite gives it, unchecked: the columns of table `conversation`. */
export type ConversationRow = Record<string, SQLOutputValue>;

/** Values of some columns by their names. */
export type ConversationValues = Record<string, SQLInputValue>;

const COLUMNS: Readonly<Record<keyof Conversation, string>> = {
  conversationId: 'conversation_id',
  title: 'title',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  workspace: 'workspace',
  model: 'model',
  runtime: 'runtime',
  agentClass: 'agent_class',
  status: 'status',
  settings: 'settings',
  userId: 'user_id',
  selectedRepository: 'selected_repository',
  selectedBranch: 'selected_branch',
  gitProvider: 'git_provider',
  trigger: 'trigger',
  prNumbers: 'pr_numbers',
  lastEventAt: 'last_event_at',
  accumulatedCost: 'accumulated_cost',
  promptTokens: 'prompt_tokens',
  completionTokens: 'completion_tokens',
  totalTokens: 'total_tokens',
  sandboxId: 'sandbox_id',
  agentState: 'agent_state',
};

const FIELDS = Object.entries(COLUMNS);

/** What of the conversation is given, as it is stored. */
export function columnsOf({ settings, prNumbers, ...plain }: Partial<Conversation>): ConversationValues {
  const given: Record<string, SQLInputValue | undefined> = {
    ...plain,
    settings: settings && JSON.stringify(settings),
    prNumbers: prNumbers && JSON.stringify(prNumbers),
  };
  const columns: ConversationValues = {};
  for (const [field, column] of FIELDS) {
    const value = given[field];
    if (value !== undefined) columns[column] = value;
  }
  return columns;
}

/** What a row says of the conversation, to be checked by its schema. */
export function fieldsOf(row: ConversationRow): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [field, column] of FIELDS) fields[field] = row[column];
  return { ...fields, settings: parseJson(row.settings), prNumbers: parseJson(row.pr_numbers) };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    // The schema check that follows reports it.
    return undefined;
  }
}
