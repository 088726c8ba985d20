import { describe, expect, it } from 'vitest';
import { TransferGate } from './transfer-gate.ts';

/** A gate through which no more can go. */
async function fullGate(): Promise<{ gate: TransferGate; leave: (() => void)[] }> {
  const gate = new TransferGate();
  const leave = await Promise.all(Array.from({ length: 32 }, () => gate.enter(undefined)));
  return { gate, leave };
}

describe('the gate of transfers', () => {
  it('lets in whoever waited longest when somebody leaves, once', async () => {
    const { gate, leave } = await fullGate();
    const entered: string[] = [];
    const first = gate.enter(undefined).then(() => entered.push('first'));
    const second = gate.enter(undefined).then(() => entered.push('second'));
    leave[0]?.();
    leave[0]?.();
    await first;
    expect(entered).toEqual(['first']);
    leave[1]?.();
    await second;
    expect(entered).toEqual(['first', 'second']);
  });

  it('forgets whoever gives up', async () => {
    const { gate, leave } = await fullGate();
    const abort = new AbortController();
    const waiting = gate.enter(abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(gate.enter(abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
    leave[0]?.();
    await expect(gate.enter(undefined)).resolves.toBeTypeOf('function');
  });
});
