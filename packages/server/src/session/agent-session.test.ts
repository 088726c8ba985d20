import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { serializeEvent } from '@capstan/protocol';
import { expect, it } from 'vitest';
import { ManagerRig } from '../../test/support/running-manager.ts';

const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });
const DONE = turn.call('finish', { message: 'Done.' });

it('tokens of git providers are masked also where a person has secrets, and commands that name them get them', async () => {
  await using rig = await ManagerRig.start({
    turns: [run('echo $GITHUB_TOKEN $DEPLOY_KEY | tee seen | wc -c'), DONE],
  });
  await rig.context.secrets.update(null, () => ({
    providerTokens: { github: { token: 'ghp_0123456789abcdef', host: null, userId: null } },
    customSecrets: { DEPLOY_KEY: { secret: 'deploy-key-of-mine', description: '' } },
  }));
  await rig.begin('c1', 'Print ghp_0123456789abcdef and deploy-key-of-mine.');
  await rig.untilState('c1', 'finished');
  const log = JSON.stringify((await rig.events('c1')).map(serializeEvent));
  expect(log).not.toContain('ghp_0123456789abcdef');
  expect(log).not.toContain('deploy-key-of-mine');
  const { size } = statSync(join(rig.home, 'workspaces', 'c1', 'seen'));
  expect(size).toBe('ghp_0123456789abcdef deploy-key-of-mine\n'.length);
});

it('is closed at once while its workspace is still being set up', async () => {
  await using rig = await ManagerRig.start({ turns: [DONE] });
  const workspace = join(rig.home, 'mine');
  mkdirSync(join(workspace, '.openhands'), { recursive: true });
  writeFileSync(join(workspace, '.openhands', 'setup.sh'), 'echo began > began; sleep 300\n');
  await rig.storage.conversations.create({
    conversationId: 'c1',
    workspace,
    runtime: 'cli',
    status: 'STOPPED',
  });
  await rig.manager.maybeStartAgentLoop('c1', { userId: null, message: { content: 'Go.' } });
  await rig.untilNotice('c1', (notice) => 'id' in notice && notice.id === 'STATUS$SETTING_UP_WORKSPACE');
  await rig.manager.closeSession('c1');
  expect(await rig.storage.conversations.get('c1')).toMatchObject({ status: 'STOPPED' });
  expect((await rig.events('c1')).map((event) => event.action ?? event.observation)).toContain('message');
});

it('sets a folder of the person up before the agent begins', async () => {
  await using rig = await ManagerRig.start({ turns: [run('cat ready'), DONE] });
  const workspace = join(rig.home, 'mine');
  mkdirSync(join(workspace, '.openhands'), { recursive: true });
  writeFileSync(join(workspace, '.openhands', 'setup.sh'), 'sleep 0.3; echo all-set > ready\n');
  await rig.storage.conversations.create({
    conversationId: 'c1',
    workspace,
    runtime: 'cli',
    status: 'STOPPED',
  });
  await rig.manager.maybeStartAgentLoop('c1', { userId: null, message: { content: 'Go.' } });
  await rig.untilState('c1', 'finished');
  const outputs = (await rig.events('c1')).flatMap((event) =>
    event.observation === 'run' ? [event.content] : [],
  );
  expect(outputs).toEqual([expect.stringContaining('all-set')]);
});

it('is started anew by what the person says next', async () => {
  await using rig = await ManagerRig.start({ turns: [run('echo one'), DONE, run('echo two'), DONE] });
  await rig.begin('c1', 'First.');
  const first = await rig.untilState('c1', 'finished');
  await rig.manager.closeSession('c1');
  await rig.manager.sendEventToConversation('c1', { action: 'message', args: { content: 'Second.' } });
  await rig.untilState('c1', 'finished', first.id);
  const commands = (await rig.events('c1')).flatMap((event) =>
    event.action === 'run' ? [event.args.command] : [],
  );
  expect(commands).toEqual(['echo one', 'echo two']);
});
