import { describe, expect, it } from 'vitest';
import { requires } from '../../../../test/support/requirement.ts';
import { output, RuntimeRig } from '../../test/runtime-rig.ts';
import { probeSandbox } from './probe-sandbox.ts';

const bubblewrap = requires('bubblewrap');
const { limits, features } = await probeSandbox();
const MIB = 1024 ** 2;

describe.skipIf(!bubblewrap.available || !features.sizes)('files in memory', () => {
  it.skipIf(limits.memory !== 'group')('do not take so much that every command is killed', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local', { limits: { memoryBytes: 320 * MIB } });
    for (const folder of ['/tmp', '/var/tmp', '/dev/shm', '~']) {
      expect(await output(runtime, `head -c 320M /dev/zero > ${folder}/fill; echo $?`)).toMatch(/1$/);
    }
    expect(await output(runtime, 'python3 -c "print(1)" 2>/dev/null || echo 1')).toBe('1');
  });

  it('cannot be made where nothing limits them', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    const attempt =
      'for d in /dev /proc/acpi /proc/driver; do chmod 755 $d; : > $d/file && echo $d; done 2>/dev/null';
    expect(await output(runtime, attempt)).toBe('');
    expect(await output(runtime, 'echo > /dev/null; : > /dev/shm/file; mktemp > /dev/null; echo $?')).toBe(
      '0',
    );
  });

  it.skipIf(limits.memory !== 'group')('that limit the memory take no orders from inside', async () => {
    await using rig = new RuntimeRig();
    const runtime = await rig.start('local');
    const attempt =
      'for f in /proc/[0-9]*/fd/*; do case $(readlink $f) in /sys/*) chmod 644 $f; echo 1 > $f && echo $f;; esac; done 2>/dev/null';
    expect(await output(runtime, attempt)).toBe('');
  });
});
