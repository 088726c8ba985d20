import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turn } from '@capstan/llm/scripted';
import * as z from 'zod';
import { REPOSITORY } from './support/git-host.ts';
import { expectAnswer, expectNoErrors, V0Rig } from './support/v0-rig.ts';
import * as v0 from './support/v0-shapes.ts';

let rig: V0Rig;
beforeAll(async () => {
  const notes = '---\ntriggers:\n  - shop\n---\nThe shop opens at nine.\n';
  rig = await V0Rig.start({
    turns: [turn.text('Hello.')],
    files: { 'README.md': '# App\n', '.openhands/microagents/shop.md': notes, '.cursorrules': 'Be kind.\n' },
  });
});
afterAll(() => rig[Symbol.asyncDispose]());

describe('git providers before there is a token', () => {
  it.each([
    ['/api/user/installations?provider=github', 'Git provider token required. (such as GitHub).'],
    ['/api/user/repositories', 'Git provider token required. (such as GitHub).'],
    ['/api/user/info', 'Git provider token required. (such as GitHub).'],
    [
      `/api/user/repository/branches?repository=${REPOSITORY}`,
      'Git provider token required. (such as GitHub).',
    ],
    ['/api/user/search/repositories?query=app', 'Git provider token required.'],
    [`/api/user/search/branches?repository=${REPOSITORY}&query=f`, 'Git provider token required.'],
    ['/api/user/suggested-tasks', 'No providers set.'],
  ])('%s says so', async (path, words) => {
    expect((await expectAnswer(rig, ['GET', path], 401, v0.failure)).error).toBe(words);
  });

  it('a repository cannot be begun with', async () => {
    await expectAnswer(rig, ['POST', '/api/settings', rig.modelSettings], 200, v0.done);
    const body = { repository: REPOSITORY, git_provider: 'github' };
    expect((await expectAnswer(rig, ['POST', '/api/conversations', body], 401, v0.failure)).detail).toBe(
      `Unable to access repo ${REPOSITORY}`,
    );
  });

  it('a token that is not accepted is not stored', async () => {
    const wrong = { provider_tokens: { github: { token: 'ghp_wrong', host: rig.gitUrl } } };
    expect((await expectAnswer(rig, ['POST', '/api/add-git-providers', wrong], 401, v0.failure)).error).toBe(
      'Invalid token. Please make sure it is a valid github token.',
    );
    expect((await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings)).provider_tokens_set).toEqual(
      {},
    );
  });
});

describe('git providers with a token', () => {
  beforeAll(async () => {
    await expectAnswer(rig, ['POST', '/api/add-git-providers', rig.tokens], 200, v0.done);
  });

  it('the settings tell the host, and never the token', async () => {
    const { body } = await rig.ask('GET', '/api/settings');
    expect(v0.settings.parse(body).provider_tokens_set).toEqual({ github: rig.gitUrl });
    expect(JSON.stringify(body)).not.toContain('ghp_');
  });

  it('repositories are listed and searched', async () => {
    const page = '/api/user/repositories?selected_provider=github&page=1&per_page=30&sort=pushed';
    const listed = await expectAnswer(rig, ['GET', page], 200, v0.repositories);
    expect(listed).toMatchObject([
      { full_name: REPOSITORY, main_branch: 'main', owner_type: 'organization' },
    ]);
    const search = '/api/user/search/repositories?query=app&per_page=5&selected_provider=github';
    expect(await expectAnswer(rig, ['GET', search], 200, v0.repositories)).toMatchObject([
      { full_name: REPOSITORY },
    ]);
    const installations = '/api/user/installations?provider=github';
    expect(await expectAnswer(rig, ['GET', installations], 200, z.array(z.string()))).toEqual(['99']);
    await expectAnswer(rig, ['GET', '/api/user/installations'], 422, v0.failure);
  });

  it('branches are listed and searched', async () => {
    const path = `/api/user/repository/branches?repository=${REPOSITORY}&page=1&per_page=30`;
    const { branches, ...page } = await expectAnswer(rig, ['GET', path], 200, v0.branchPage);
    expect(branches.map((branch) => branch.name)).toEqual(['feature/x', 'main']);
    expect(page).toMatchObject({ has_next_page: false, current_page: 1, per_page: 30 });
    const search = `/api/user/search/branches?repository=${REPOSITORY}&query=feat&selected_provider=github`;
    expect(await expectAnswer(rig, ['GET', search], 200, v0.branches)).toMatchObject([{ name: 'feature/x' }]);
  });

  it('the user and what waits for them', async () => {
    expect(await expectAnswer(rig, ['GET', '/api/user/info'], 200, v0.gitUser)).toMatchObject({
      login: 'ada',
    });
    expect(await expectAnswer(rig, ['GET', '/api/user/suggested-tasks'], 200, v0.suggestedTasks)).toEqual([
      {
        git_provider: 'github',
        task_type: 'OPEN_ISSUE',
        repo: REPOSITORY,
        issue_number: 4,
        title: 'It is slow',
      },
    ]);
  });

  it('microagents of a repository', async () => {
    const path = `/api/user/repository/${REPOSITORY}/microagents`;
    const listed = await expectAnswer(rig, ['GET', path], 200, v0.repositoryMicroagents);
    expect(listed.map((each) => each.path).toSorted()).toEqual([
      '.cursorrules',
      '.openhands/microagents/shop.md',
    ]);
    const content = `${path}/content?file_path=.openhands/microagents/shop.md`;
    expect(await expectAnswer(rig, ['GET', content], 200, v0.microagentContent)).toEqual({
      content: 'The shop opens at nine.',
      path: '.openhands/microagents/shop.md',
      triggers: ['shop'],
      git_provider: 'github',
    });
    await expectAnswer(rig, ['GET', `${path}/content?file_path=nowhere.md`], 401, v0.failure);
  });

  it('tokens are forgotten', async () => {
    const done = await expectAnswer(rig, ['POST', '/api/unset-provider-tokens'], 200, v0.done);
    expect(done.message).toBe('Unset Git provider tokens');
    expect((await expectAnswer(rig, ['GET', '/api/settings'], 200, v0.settings)).provider_tokens_set).toEqual(
      {},
    );
  });
});

it('no key stands in the log, and no error', () => {
  expectNoErrors(rig.server);
  expect(rig.server.errors).not.toMatch(/ghp_|key-of-the-model/);
});
