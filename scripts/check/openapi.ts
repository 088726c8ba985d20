import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi, operations, type Operation } from '@capstan/server/openapi';
import type { Complaints } from './complaints.ts';

/** Generated, and kept so that a change of the API shows in a review. */
export const API_DOCUMENT = 'docs/openapi.json';

export function apiDocumentText(): string {
  return `${JSON.stringify(describeApi(), null, 2)}\n`;
}

/** The document that is kept is what the routes say, and the routes say enough. */
export function checkOpenApi(root: string): Complaints {
  const file = join(root, API_DOCUMENT);
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const stale =
    kept === apiDocumentText() ? [] : [`${API_DOCUMENT} is not what the routes say: npm run openapi`];
  return [...stale, ...operationComplaints(operations(describeApi()))];
}

export function operationComplaints(
  all: readonly { name: string; operation: Pick<Operation, 'operationId' | 'summary' | 'responses'> }[],
): Complaints {
  const ids = all.map(({ operation }) => operation.operationId);
  return all.flatMap(({ name, operation: { operationId, summary, responses } }) => [
    ...(operationId === undefined ? [`${name} has no operationId`] : []),
    ...(ids.filter((id) => id === operationId).length > 1 && operationId !== undefined
      ? [`${name} shares its operationId ${operationId}`]
      : []),
    ...(summary === undefined ? [`${name} has no summary`] : []),
    ...(name.includes('{') && responses?.['400'] === undefined && responses?.['404'] === undefined
      ? [`${name} does not say what it answers when there is no such thing`]
      : []),
  ]);
}
