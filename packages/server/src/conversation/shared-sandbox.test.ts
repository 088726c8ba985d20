import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { ManagerRig } from '../../test/support/running-manager.ts';

const bubblewrap = requires('bubblewrap');
const DONE = turn.call('finish', { message: 'Done.' });
const run = (command: string) => turn.call('execute_bash', { command, security_risk: 'LOW' });
/** Tells that it runs, and ends when it is told to. */
const WAITING = 'MARK=same; echo began > began; until [ -e go ]; do sleep 0.05; done; echo over';

async function outputs(rig: ManagerRig): Promise<string[]> {
  const events = await rig.events('c1');
  return events.flatMap((event) => (event.observation === 'run' ? [event.content.trim()] : []));
}

describe.skipIf(!bubblewrap.available)('a sandbox', () => {
  it('is not ended by a server that is refused because another process runs the conversation', async () => {
    await using first = await ManagerRig.start({ turns: [run(WAITING), DONE], driver: 'local' });
    await first.begin('c1', 'Wait.');
    await begun(first);
    const second = await ManagerRig.start({
      turns: [],
      home: first.home,
      model: first.model,
      driver: 'local',
    });
    const refused = second.manager.maybeStartAgentLoop('c1', { userId: null });
    await expect(refused).rejects.toMatchObject({ code: 'conversation_busy' });
    await expect(second.manager.deleteConversation('c1')).rejects.toMatchObject({
      code: 'conversation_busy',
    });
    await second.manager.exit();
    await second.storage.close();
    writeFileSync(join(first.home, 'workspaces', 'c1', 'go'), '');
    await first.untilState('c1', 'finished');
    expect(await outputs(first)).toEqual(['over']);
  });

  it('goes on with what runs in it when the server is started again, whoever looked at its files', async () => {
    const turns = [run(WAITING), run('echo $MARK'), DONE];
    const first = await ManagerRig.start({ turns, driver: 'local' });
    await first.begin('c1', 'Wait.');
    await begun(first);
    const attached = await first.manager.attachToConversation('c1', null);
    if (attached !== null) await first.manager.detachFromConversation(attached);
    await first.manager.exit();
    await first.storage.close();
    expect(first.complaints).toEqual([]);

    await using second = await ManagerRig.start({
      turns,
      home: first.home,
      model: first.model,
      driver: 'local',
    });
    writeFileSync(join(first.home, 'workspaces', 'c1', 'go'), '');
    await second.untilState('c1', 'finished');
    expect(await outputs(second)).toEqual(['over', 'same']);
  });
});

/** Resolves when the command is at work. */
async function begun(rig: ManagerRig): Promise<void> {
  const sign = join(rig.home, 'workspaces', 'c1', 'began');
  await expect.poll(() => existsSync(sign), { timeout: 20_000 }).toBe(true);
}
