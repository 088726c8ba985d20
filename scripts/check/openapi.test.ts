import { expect, it } from 'vitest';
import { operationComplaints } from './openapi.ts';

it('wants a name, a summary and, where something is named, what follows if it is not there', () => {
  const complete = { operationId: 'list', summary: 'Lists', responses: { 200: {}, 404: {} } };
  expect(
    operationComplaints([
      { name: 'GET /a', operation: complete },
      { name: 'GET /b/{id}', operation: { ...complete, operationId: 'other' } },
      { name: 'GET /c/{id}', operation: { responses: { 200: {} } } },
      { name: 'GET /d', operation: complete },
    ]),
  ).toEqual([
    'GET /a shares its operationId list',
    'GET /c/{id} has no operationId',
    'GET /c/{id} has no summary',
    'GET /c/{id} does not say what it answers when there is no such thing',
    'GET /d shares its operationId list',
  ]);
});
