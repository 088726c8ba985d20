import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { GITLAB } from '../../../test/git-hosts/gitlab-host.ts';
import { providerAt } from '../../../test/git-hosts/provider-at.ts';

let host: GitHost;
beforeAll(async () => {
  host = await GitHost.start(GITLAB);
});
afterEach(() => host.mend());
afterAll(() => host.close());

it('issues are suggested although merge requests cannot be asked for', async () => {
  host.faultAt = /graphql/;
  host.fault = { kind: 'reply', reply: { body: { errors: [{ message: 'Query has complexity of 300' }] } } };
  expect((await providerAt(host).suggestedTasks()).map((task) => task.task_type)).toEqual(['OPEN_ISSUE']);
});

it('neither can be asked for', async () => {
  host.fault = { kind: 'reply', reply: { body: { errors: [{ message: 'Query has complexity of 300' }] } } };
  await expect(providerAt(host).suggestedTasks()).rejects.toMatchObject({
    code: 'git_provider_failed',
    message: 'GitLab: Query has complexity of 300',
  });
});

it('GitLab below a path of its host', async () => {
  const below = await GitHost.start({
    ...GITLAB,
    hostPath: '/gitlab',
    routes: GITLAB.routes.map((route) => ({
      ...route,
      path: new RegExp(route.path.source.replace('^', '^\\/gitlab')),
    })),
  });
  const provider = providerAt(below);
  expect(await provider.user()).toMatchObject({ login: 'ada' });
  expect(await provider.suggestedTasks()).toHaveLength(4);
  expect(new URL(provider.cloneUrl('a/b')).pathname).toBe('/gitlab/a/b.git');
  await below.close();
});
