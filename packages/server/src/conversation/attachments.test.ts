import { turn } from '@capstan/llm/scripted';
import { expect, it } from 'vitest';
import { ManagerRig } from '../../test/support/running-manager.ts';
import type { ServerConversation } from './server-conversation.ts';

const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });
const DONE = turn.call('finish', { message: 'Done.' });

async function attach(rig: ManagerRig): Promise<ServerConversation> {
  const attached = await rig.manager.attachToConversation('c1', null);
  if (attached === null) throw new Error('It cannot be attached to');
  return attached;
}

it('a session that is opened soon after somebody looked at files has the secrets of now', async () => {
  await using rig = await ManagerRig.start({ turns: [run('echo "$DEPLOY_KEY" | wc -c'), DONE] });
  await rig.record('c1');
  await rig.manager.detachFromConversation(await attach(rig));
  await rig.context.secrets.update(null, (secrets) => ({
    ...secrets,
    customSecrets: { DEPLOY_KEY: { secret: 'deploy-key-of-mine', description: '' } },
  }));
  await rig.manager.maybeStartAgentLoop('c1', { userId: null, message: { content: 'Print it.' } });
  await rig.untilState('c1', 'finished');
  const outputs = (await rig.events('c1')).flatMap((event) =>
    event.observation === 'run' ? [event.content] : [],
  );
  expect(outputs.map((output) => output.trim())).toEqual([String('deploy-key-of-mine\n'.length)]);
});

it('a conversation that is stopped leaves no sandbox to those who only looked at its files', async () => {
  await using rig = await ManagerRig.start({ turns: [DONE] });
  await rig.begin('c1', 'Hello');
  await rig.untilState('c1', 'finished');
  const attached = await attach(rig);
  await rig.manager.detachFromConversation(attached);
  await rig.manager.closeSession('c1');
  expect(attached.runtime.status).toBe('STATUS$STOPPED');
});

it('whoever still reads files keeps the sandbox until they are done', async () => {
  await using rig = await ManagerRig.start({ turns: [DONE] });
  await rig.begin('c1', 'Hello');
  await rig.untilState('c1', 'finished');
  const attached = await attach(rig);
  await rig.manager.closeSession('c1');
  expect(attached.runtime.status).toBe('STATUS$READY');
  expect(await attached.runtime.access.list('.')).toEqual([]);
  await rig.manager.detachFromConversation(attached);
});

it('those who let go of what was deleted under them take nothing from those who came later', async () => {
  await using rig = await ManagerRig.start({ turns: [DONE] });
  await rig.record('c1');
  const former = await attach(rig);
  await rig.manager.deleteConversation('c1');
  await rig.record('c1');
  const later = await attach(rig);
  await rig.manager.detachFromConversation(former);
  await rig.manager.maybeStartAgentLoop('c1', { userId: null });
  await rig.manager.closeSession('c1');
  expect(later.runtime.status).toBe('STATUS$READY');
});

it('nobody can attach to a conversation while the server ends', async () => {
  await using rig = await ManagerRig.start({ turns: [DONE] });
  await rig.record('c1');
  const exited = rig.manager.exit();
  expect(await rig.manager.attachToConversation('c1', null)).toBeNull();
  await exited;
});
