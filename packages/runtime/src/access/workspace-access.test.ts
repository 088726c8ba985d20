import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { AccessRig } from '../../test/access-rig.ts';
import { describeWorkspaceFiles } from '../../test/workspace-access-contract.ts';
import { describeWorkspacePrograms } from '../../test/workspace-program-contract.ts';
import { describeWorkspaceShells } from '../../test/workspace-shell-contract.ts';
import { describeWorkspaceZip } from '../../test/workspace-zip-contract.ts';

const bubblewrap = requires('bubblewrap');

describeWorkspaceFiles('cli');
describeWorkspacePrograms('cli');
describeWorkspaceShells('cli');
describeWorkspaceZip('cli');

describe.skipIf(!bubblewrap.available)('in a sandbox', () => {
  describeWorkspaceFiles('local');
  describeWorkspacePrograms('local');
  describeWorkspaceShells('local');
  describeWorkspaceZip('local');

  it('the workspace is open through a connection beside the one that was made with it', async () => {
    await using rig = await AccessRig.start('local');
    const second = await rig.rig.start('local');
    await rig.write('shared', 'by the first');
    expect(await second.access.list('.')).toMatchObject([{ name: 'shared' }]);
    await second.close({ keep: true });
    await expect(second.access.list('.')).rejects.toMatchObject({ code: 'runtime_disconnected' });
    expect(await rig.access.list('.')).toMatchObject([{ name: 'shared' }]);
  });
});
