import { createRoute } from '@hono/zod-openapi';
import { workspaceFoldersQuerySchema, workspaceFoldersSchema } from '@capstan/protocol/api';
import type { RouteModule } from '../../http/api.ts';
import { FAILURE, json } from '../../http/route-description.ts';
import type { ServerContext } from '../../server-context.ts';
import { listFolders } from '../../workspace-folder/list-folders.ts';
import { LocalFolders } from '../../workspace-folder/local-folders.ts';

const route = createRoute({
  method: 'get',
  path: '/api/workspace-folders',
  operationId: 'listWorkspaceFolders',
  summary: 'Folders of the machine of this server in which a conversation may work',
  description: 'As far as `local_folders` of `GET /api/options/config` says that this is possible.',
  tags: ['conversations'],
  request: { query: workspaceFoldersQuerySchema },
  responses: {
    200: json(workspaceFoldersSchema, 'The folders in one folder, by name, 500 at most'),
    400: FAILURE[400],
    403: FAILURE[403],
  },
});

export const workspaceFoldersRoute: RouteModule<Pick<ServerContext, 'config'>> = (api, server) => {
  api.openapi(route, async (context) => {
    const { path } = context.req.valid('query');
    const folders = await LocalFolders.of(server.config, context.get('user'));
    return context.json(await listFolders(folders, path || undefined), 200);
  });
};
