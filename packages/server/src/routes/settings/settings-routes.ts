import { createRoute } from '@hono/zod-openapi';
import {
  doneSchema,
  patchSettingsSchema,
  postSettingsSchema,
  settingsBodySchema,
} from '@capstan/protocol/api';
import { ApiFailure } from '../../http/api-failure.ts';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json, jsonBody } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import { patchSettings, postSettings } from '../../settings/change-settings.ts';
import { settingsBody } from '../../settings/settings-body.ts';

const path = '/api/settings';
const tags = ['settings'];
const done = json(doneSchema, 'Done');
const settings = json(settingsBodySchema, 'The settings, without their secrets');

const getSettings = createRoute({
  method: 'get',
  path,
  operationId: 'getSettings',
  summary: 'The settings, without the values of secrets',
  tags,
  responses: { 200: settings, 404: FAILURE[404] },
});

const storeSettings = createRoute({
  method: 'post',
  path,
  operationId: 'storeSettings',
  summary: 'Stores the settings that are given',
  tags,
  request: { body: jsonBody(postSettingsSchema) },
  responses: { 200: done },
});

const changeSettings = createRoute({
  method: 'patch',
  path,
  operationId: 'changeSettings',
  summary: 'Changes some settings, by a merge patch',
  tags,
  request: {
    body: {
      required: true,
      content: {
        'application/json': { schema: patchSettingsSchema },
        'application/merge-patch+json': { schema: patchSettingsSchema },
      },
    },
  },
  responses: { 200: settings },
});

const deleteSettings = createRoute({
  method: 'delete',
  path,
  operationId: 'deleteSettings',
  summary: 'Forgets all settings',
  tags,
  responses: { 200: done },
});

const resetSettings = createRoute({
  method: 'post',
  path: '/api/reset-settings',
  operationId: 'resetSettings',
  summary: 'Gone: settings are deleted by DELETE /api/settings',
  tags,
  deprecated: true,
  responses: { 410: FAILURE[410] },
});

/** What a user has set. Keys go in and never come out. */
export const settingsRoutes: RouteModule<Pick<ServerContext, 'settings' | 'secrets'>> = (api, server) => {
  api.openapi(getSettings, async (context) => {
    const { id } = context.get('user');
    const stored = await server.settings.load(id);
    if (stored === undefined) {
      // The status by which the web client knows that it has to ask for settings.
      throw new ApiFailure('settings_not_found', 'Settings not found', { status: 404 });
    }
    const { providerTokens } = await server.secrets.load(id);
    return context.json(settingsBody(stored, providerTokens), 200);
  });

  api.openapi(storeSettings, async (context) => {
    const posted = context.req.valid('json');
    await server.settings.update(context.get('user').id, (stored) => postSettings(stored, posted));
    return context.json({ message: 'Settings stored' }, 200);
  });

  api.openapi(changeSettings, async (context) => {
    const { id } = context.get('user');
    const patch = context.req.valid('json');
    const changed = await server.settings.update(id, (stored) => patchSettings(stored, patch));
    const { providerTokens } = await server.secrets.load(id);
    return context.json(settingsBody(changed, providerTokens), 200);
  });

  api.openapi(deleteSettings, async (context) => {
    await server.settings.delete(context.get('user').id);
    return context.json({ message: 'Settings deleted' }, 200);
  });

  api.openapi(resetSettings, () => {
    throw new ApiFailure('route_removed', 'Reset settings functionality has been removed.', {
      remedy: 'Clear fields with PATCH /api/settings and null, or all of them with DELETE /api/settings.',
    });
  });
};
