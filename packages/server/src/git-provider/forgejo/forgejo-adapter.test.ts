import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { FORGEJO } from '../../../test/git-hosts/forgejo-host.ts';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { providerAt } from '../../../test/git-hosts/provider-at.ts';

let host: GitHost;
beforeAll(async () => {
  host = await GitHost.start(FORGEJO);
});
afterEach(() => host.mend());
afterAll(() => host.close());

const draft = {
  repository: 'engines/analytical',
  sourceBranch: 'a',
  targetBranch: 'main',
  title: 'T',
  body: null,
  draft: false,
};

it('labels that the repository does not have are named', async () => {
  const created = await providerAt(host).createPullRequest({ ...draft, labels: ['steam', 'gold'] });
  expect(created.notice).toBe('The repository has no label named gold.');
  expect(host.bodies).toEqual([expect.objectContaining({ labels: [72] })]);
});

it('a pull request is created although the labels cannot be read', async () => {
  host.faultAt = /labels/;
  host.fault = { kind: 'reply', reply: { status: 500, body: { message: 'boom' } } };
  const created = await providerAt(host).createPullRequest({ ...draft, labels: ['steam'] });
  expect(created).toMatchObject({ number: 41, notice: expect.stringContaining('boom') });
});

it('a pull request that cannot be looked at hides no other one', async () => {
  host.faultAt = /pulls\/1$/;
  host.fault = { kind: 'reset' };
  const tasks = await providerAt(host).suggestedTasks();
  expect(tasks.map(({ issue_number }) => issue_number)).toEqual([2, 3, 4]);
});
