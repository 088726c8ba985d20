import { emptyApi } from '../../http/create-api.ts';
import { Connections } from '../../realtime/connections.ts';
import { eventStreamRoutes } from '../../realtime/event-stream-routes.ts';
import type { ServerContext } from '../../server-context.ts';
import { ROUTES } from '../index.ts';
import { type ApiDocument, apiDocument } from './api-document.ts';

/** The OpenAPI document of all routes, without a server. */
export function describeApi(): ApiDocument {
  const api = emptyApi();
  // Adding routes touches nothing of the server; what does, fails here.
  const noServer: ServerContext = Object.create(null);
  for (const addRoutes of [...ROUTES, eventStreamRoutes(new Connections())]) addRoutes(api, noServer);
  return apiDocument(api);
}
