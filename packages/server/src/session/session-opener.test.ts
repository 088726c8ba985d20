import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { turn } from '@capstan/llm/scripted';
import { expect, it } from 'vitest';
import { ManagerRig } from '../../test/support/running-manager.ts';

it('other users of the machine do not see the workspace', async () => {
  await using rig = await ManagerRig.start({ turns: [turn.text('Hi.')] });
  // A folder of the operator that everybody may look into.
  Object.assign(rig.context.config.runtime, { workspaceBase: join(rig.home, 'shared') });
  await rig.begin('c1', 'Hello');
  const { mode } = await stat(join(rig.home, 'shared', 'c1'));
  expect((mode & 0o777).toString(8)).toBe('700');
});
