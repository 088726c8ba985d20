import { describe } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { describePortsOfOwnNetwork, describeWorkspacePorts } from '../../test/workspace-ports-contract.ts';

const bubblewrap = requires('bubblewrap');

describeWorkspacePorts('cli');

describe.skipIf(!bubblewrap.available)('in a sandbox', () => {
  describeWorkspacePorts('local');
  describePortsOfOwnNetwork();
});
