import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AZURE_DEVOPS } from '../../../test/git-hosts/azure-devops-host.ts';
import { BITBUCKET } from '../../../test/git-hosts/bitbucket-host.ts';
import { FORGEJO } from '../../../test/git-hosts/forgejo-host.ts';
import { GitHost } from '../../../test/git-hosts/git-host.ts';
import { GITHUB } from '../../../test/git-hosts/github-host.ts';
import { GITLAB } from '../../../test/git-hosts/gitlab-host.ts';
import { NEXT_NUMBER } from '../../../test/git-hosts/world.ts';
import { McpRig } from '../../../test/support/mcp-rig.ts';
import { createGitProviders } from '../../git-provider/create-git-providers.ts';
import { PullRequestRecorder } from './pull-request-recorder.ts';

const branches = { source_branch: 'feature/cards', target_branch: 'main', title: 'Punched cards' };
const described = { ...branches, description: null };
const repository = 'engines/analytical';

const CASES = [
  {
    definition: GITHUB,
    tool: 'create_pr',
    args: { repo_name: repository, ...branches, body: 'Reads them.' },
    url: `https://github.com/${repository}/pull/41`,
    sent: { head: 'feature/cards', base: 'main', body: 'Reads them.', draft: true },
  },
  {
    definition: GITLAB,
    tool: 'create_mr',
    args: { id: repository, ...described, labels: ['brass', 'steam'] },
    url: `https://gitlab.com/${repository}/-/merge_requests/41`,
    sent: { source_branch: 'feature/cards', title: 'Punched cards', description: '', labels: 'brass,steam' },
  },
  {
    definition: BITBUCKET,
    tool: 'create_bitbucket_pr',
    args: { repo_name: repository, ...described },
    url: `https://bitbucket.org/${repository}/pull-requests/41`,
    sent: { title: 'Punched cards', description: '', draft: false },
  },
  {
    definition: AZURE_DEVOPS,
    tool: 'create_azure_devops_pr',
    args: { repo_name: 'engines/analytical/analytical', ...described },
    url: expect.stringMatching(/\/pullrequest\/41$/),
    sent: { sourceRefName: 'refs/heads/feature/cards', isDraft: false },
  },
  {
    definition: FORGEJO,
    tool: 'create_forgejo_pr',
    args: { repo_name: repository, ...branches, body: null, draft: false },
    url: `https://codeberg.org/${repository}/pulls/41`,
    sent: { head: 'feature/cards', base: 'main', body: '' },
  },
];

describe.each(CASES)('$tool', ({ definition, tool, args, url, sent }) => {
  let host: GitHost;
  let rig: McpRig;

  beforeEach(async () => {
    host = await GitHost.start(definition);
    rig = await McpRig.start({ gitProviders: createGitProviders() });
    const token = { token: definition.token, host: host.host, userId: null };
    await rig.context.secrets.update('ann', (secrets) => ({
      ...secrets,
      providerTokens: { [definition.provider]: token },
    }));
    await rig.rig.record('c1', 'ann');
  });
  afterEach(async () => {
    await rig[Symbol.asyncDispose]();
    await host.close();
  });

  const numbers = async () => (await rig.context.storage.conversations.get('c1'))?.prNumbers;

  it('gives the URL, and notes the number with the conversation whose agent asked', async () => {
    await using ann = await rig.connect('ann', { headers: { 'x-openhands-serverconversation-id': 'c1' } });
    const { isError, texts, structured } = await ann.call(tool, args);
    expect({ isError, texts }).toEqual({ isError: false, texts: [url] });
    expect(structured).toEqual({ url, number: NEXT_NUMBER });
    expect(host.bodies).toContainEqual(expect.objectContaining(sent));
    expect(await numbers()).toEqual([NEXT_NUMBER]);
    await ann.call(tool, args);
    expect(await numbers()).toEqual([NEXT_NUMBER]);
  });

  it('does not fail because its number cannot be noted', async () => {
    await using ann = await rig.connect('ann', { headers: { 'x-capstan-conversation-id': 'gone' } });
    expect(await ann.call(tool, args)).toMatchObject({ isError: false, texts: [url] });
    const { lines } = rig.rig.log;
    expect(lines).toContainEqual({
      level: 'warn',
      message: expect.stringContaining('could not be noted'),
      fields: expect.objectContaining({ conversationId: 'gone', number: NEXT_NUMBER }),
    });
  });

  it("leaves somebody else's conversation alone, and needs a token of one's own", async () => {
    await using bob = await rig.connect('bob', { headers: { 'x-capstan-conversation-id': 'c1' } });
    const { isError, texts } = await bob.call(tool, args);
    expect([isError, texts[0]]).toEqual([true, expect.stringContaining('git_provider_authentication')]);
    expect(host.asked).toEqual([]);
    expect(await numbers()).toEqual([]);
  });

  it('says what the provider refuses, without the token', async () => {
    host.fault = {
      kind: 'reply',
      reply: { status: 401, body: definition.refusal(`bad ${definition.token}`) },
    };
    await using ann = await rig.connect('ann');
    const { isError, texts } = await ann.call(tool, args);
    expect([isError, texts[0]]).toEqual([true, expect.stringContaining('git_provider_authentication')]);
    expect(texts.join()).not.toContain(definition.token);
  });
});

it('two pull requests at once are both noted', async () => {
  await using rig = await McpRig.start();
  await rig.rig.record('c1', 'ann');
  const recorder = new PullRequestRecorder(rig.context);
  const caller = {
    user: { id: 'ann', email: null, authType: 'key' as const },
    conversationId: 'c1',
    origin: rig.origin,
    requestId: 'r1',
  };
  await Promise.all([7, 8, 7, 9].map((number) => recorder.record(number, caller)));
  expect((await rig.context.storage.conversations.get('c1'))?.prNumbers).toEqual([7, 8, 9]);
});
