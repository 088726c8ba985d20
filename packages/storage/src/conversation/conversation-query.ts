import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { ConversationFilter, ListPosition, Standing } from './conversation-filter.ts';

/** Whether a text holds another one, by our own function: SQLite ignores the case of the letters of English alone. */
const HOLDS = 'capstan_holds';
const ENGLISH = /^[\x20-\x7e]*$/;

/** SQLite's own way where it is right, since it takes a tenth of the time. */
function holding(text: string): { condition: (column: string) => string; value: string } {
  if (!ENGLISH.test(text)) return { condition: (column) => `${HOLDS}(${column}, ?)`, value: text };
  const pattern = text.replaceAll(/[\\%_]/g, '\\$&');
  return { condition: (column) => `${column} LIKE ? ESCAPE '\\'`, value: `%${pattern}%` };
}

/** Has to be called once for each connection that reads conversations. */
export function defineHolds(database: DatabaseSync): void {
  database.function(HOLDS, { deterministic: true }, (text, part) => {
    if (typeof text !== 'string' || typeof part !== 'string') return 0;
    return folded(text).includes(folded(part)) ? 1 : 0;
  });
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();

/** A text of SQL with the values of its parameters. */
export interface Query {
  sql: string;
  values: SQLInputValue[];
}

/** The places of those meant, newest first: an index has all that is needed, the table is read for a page only. */
export function listQuery(filter: ConversationFilter, limit: number, after: ListPosition | undefined): Query {
  const { sql, values } = branches('SELECT created_at, conversation_id', filter, after);
  return {
    sql: `${sql} ORDER BY created_at DESC, conversation_id DESC LIMIT ?`,
    values: [...values, limit],
  };
}

export function countQuery(filter: ConversationFilter): Query {
  const { sql, values } = branches('SELECT count(*) AS count', filter, undefined);
  return { sql: `SELECT coalesce(sum(count), 0) AS count FROM (${sql})`, values };
}

/**
 * One branch per status: each is read in order from an index and SQLite merges them, where `status IN (…)` would
 * sort all that it finds.
 */
function branches(select: string, filter: ConversationFilter, after: ListPosition | undefined): Query {
  const { conditions, values } = restrictions(filter, after);
  const made = standingsOf(filter).map((standing): Query => {
    const where = [...conditions, ...standing.conditions];
    const sql = `${select} FROM conversation${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`;
    return { sql, values: [...values, ...standing.values] };
  });
  if (made.length === 0) return { sql: `${select} FROM conversation WHERE FALSE`, values: [] };
  return {
    sql: made.map(({ sql }) => sql).join(' UNION ALL '),
    values: made.flatMap((branch) => branch.values),
  };
}

interface Conditions {
  conditions: string[];
  values: SQLInputValue[];
}

/** One for each status that is asked for, and one in all where none is. */
function standingsOf(filter: ConversationFilter): Conditions[] {
  const { standings = [{}] } = filter;
  const plus = hint(filter);
  return standings.flatMap(({ status = filter.status, agentState }) => {
    const agent = agentCondition(agentState);
    if (status === undefined) return [agent];
    const asked = new Set(status.filter((each) => filter.status?.includes(each) ?? true));
    return [...asked].map((each) => ({
      conditions: [`${plus}status = ?`, ...agent.conditions],
      values: [each, ...agent.values],
    }));
  });
}

function agentCondition(states: Standing['agentState']): Conditions {
  if (states === undefined) return { conditions: [], values: [] };
  const unknown = states.includes(null) ? 'agent_state IS NULL OR ' : '';
  return {
    conditions: [`(${unknown}agent_state IN (SELECT value FROM json_each(?)))`],
    values: [JSON.stringify(states.filter((state) => state !== null))],
  };
}

function restrictions(filter: ConversationFilter, after: ListPosition | undefined): Conditions {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...given: SQLInputValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  const { userId, selectedRepository, trigger, createdAfter, text, conversationIds } = filter;
  const plus = hint(filter);
  if (userId !== undefined) add(`${plus}user_id IS ?`, userId);
  if (selectedRepository !== undefined) add(`${plus}selected_repository = ?`, selectedRepository);
  if (trigger !== undefined) add(`${plus}trigger = ?`, trigger);
  if (createdAfter !== undefined) add(`${plus}created_at >= ?`, createdAfter);
  if (conversationIds !== undefined) {
    add('conversation_id IN (SELECT value FROM json_each(?))', JSON.stringify(conversationIds));
  }
  if (text !== undefined) {
    const { condition, value } = holding(text);
    add(`(${condition('title')} OR ${condition('selected_repository')})`, value, value);
  }
  if (after !== undefined) {
    add('(created_at, conversation_id) < (?, ?)', after.createdAt, after.conversationId);
  }
  return { conditions, values };
}

/** Where ids are given they shall find the rows: with a plus before it SQLite uses no index of a column. */
function hint({ conversationIds }: ConversationFilter): '' | '+' {
  return conversationIds === undefined ? '' : '+';
}
