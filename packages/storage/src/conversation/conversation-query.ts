import type { SQLInputValue } from 'node:sqlite';
import type { ConversationFilter, ListPosition } from './conversation-filter.ts';

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
  const statuses = filter.status && [...new Set(filter.status)];
  const branch = (more: readonly string[]): string => {
    const where = [...conditions, ...more];
    return `${select} FROM conversation${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`;
  };
  if (statuses === undefined) return { sql: branch([]), values };
  if (statuses.length === 0) return { sql: branch(['FALSE']), values };
  return {
    sql: statuses.map(() => branch([`${hint(filter)}status = ?`])).join(' UNION ALL '),
    values: statuses.flatMap((status) => [...values, status]),
  };
}

function restrictions(filter: ConversationFilter, after: ListPosition | undefined) {
  const conditions: string[] = [];
  const values: SQLInputValue[] = [];
  const add = (condition: string, ...given: SQLInputValue[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  const { userId, selectedRepository, trigger, createdAfter, conversationIds } = filter;
  const plus = hint(filter);
  if (userId !== undefined) add(`${plus}user_id IS ?`, userId);
  if (selectedRepository !== undefined) add(`${plus}selected_repository = ?`, selectedRepository);
  if (trigger !== undefined) add(`${plus}trigger = ?`, trigger);
  if (createdAfter !== undefined) add(`${plus}created_at >= ?`, createdAfter);
  if (conversationIds !== undefined) {
    add('conversation_id IN (SELECT value FROM json_each(?))', JSON.stringify(conversationIds));
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
