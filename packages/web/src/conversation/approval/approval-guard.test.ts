import { expect, it } from 'vitest';
import { ApprovalGuard } from './approval-guard.ts';

function rig() {
  const clock = { now: 1_000 };
  const guard = new ApprovalGuard(() => clock.now);
  return { clock, guard };
}

it('a key typed at the moment it appears approves nothing', () => {
  const { clock, guard } = rig();
  guard.appeared();
  clock.now += 10;
  guard.keyPressed();
  expect(guard.take('approve')).toBe(false);
  clock.now += 400;
  expect(guard.take('approve')).toBe(true);
});

it('who types on approves nothing, however long', () => {
  const { clock, guard } = rig();
  guard.appeared();
  for (let key = 0; key < 20; key += 1) {
    clock.now += 150;
    guard.keyPressed();
    expect(guard.take('approve')).toBe(false);
  }
});

it('a double click answers once', () => {
  const { clock, guard } = rig();
  guard.appeared();
  clock.now += 500;
  expect([guard.take('approve'), guard.take('approve')]).toEqual([true, false]);
});

it('an answer that did not arrive can be given again, and another question has its own', () => {
  const { clock, guard } = rig();
  guard.appeared();
  clock.now += 500;
  guard.take('approve');
  guard.failed();
  expect(guard.take('approve')).toBe(true);
  guard.appeared();
  clock.now += 100;
  expect(guard.take('approve')).toBe(false);
});

it('answers nothing before there is a question', () => {
  expect(rig().guard.take('approve')).toBe(false);
});

it('no can be said at once, and only once', () => {
  const { clock, guard } = rig();
  guard.appeared();
  clock.now += 50;
  expect([guard.take('reject'), guard.take('reject')]).toEqual([true, false]);
  clock.now += 1_000;
  expect(guard.take('approve')).toBe(false);
});
