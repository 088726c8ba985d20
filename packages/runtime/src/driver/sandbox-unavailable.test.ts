import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RuntimeRig } from '../../test/runtime-rig.ts';
import { probeSandbox } from '../sandbox/probe-sandbox.ts';

/** A machine whose bubblewrap answers as one does that cannot make a sandbox. */
describe.each([
  [
    'bwrap: No permissions to create new namespace',
    /sysctl kernel.unprivileged_userns_clone=1.*seccomp=unconfined/,
  ],
  ['bwrap: setting up uid map: Permission denied', /apparmor_restrict_unprivileged_userns=0/],
  ['bwrap: Creating new namespace failed: No space left on device', /user.max_user_namespaces/],
  ['bwrap: Unknown option --cap-drop', /0\.8 or newer/],
])('a machine that says "%s"', (complaint, remedy) => {
  const path = process.env['PATH'];
  let rig: RuntimeRig;

  beforeEach(() => {
    rig = new RuntimeRig();
    const program = join(rig.folder, 'bwrap');
    writeFileSync(program, `#!/bin/sh\necho '${complaint}' >&2\nexit 1\n`);
    chmodSync(program, 0o755);
    process.env['PATH'] = `${rig.folder}:${path}`;
  });
  afterEach(async () => {
    process.env['PATH'] = path;
    await rig[Symbol.asyncDispose]();
  });

  it('refuses with the reason and the remedy', async () => {
    await expect(rig.start('local')).rejects.toMatchObject({
      code: 'sandbox_unavailable',
      message: expect.stringContaining(complaint),
      remedy: expect.stringMatching(remedy),
    });
    await expect(rig.start('local')).rejects.toMatchObject({
      remedy: expect.stringContaining('--runtime cli'),
    });
  });

  it('is known to the probe', async () => {
    const probe = await probeSandbox();
    expect(probe.available).toBe(false);
    expect(probe.problems).toContainEqual({
      problem: expect.stringContaining(complaint),
      remedy: expect.stringMatching(remedy),
    });
  });
});
