import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { JoinedMessages } from './joined-messages.ts';

function rig() {
  const messages: string[] = [];
  const sent: string[] = [];
  const joined = new JoinedMessages((text, tell) => {
    messages.push(text);
    tell();
  });
  return { messages, sent, write: (frame: string) => joined.write(frame, () => sent.push(frame)), joined };
}

it('sends the frames of one turn as one message, in their order, and tells each that it was sent', async () => {
  const { messages, sent, write } = rig();
  write('1');
  write('2');
  expect(messages).toEqual([]);
  await turn();
  write('3');
  await turn();
  expect(messages).toEqual(['1\n2', '3']);
  expect(sent).toEqual(['1', '2', '3']);
});

it('does not let a message grow without end', () => {
  const { messages, write } = rig();
  for (let frame = 0; frame < 100; frame += 1) write('x'.repeat(4_096));
  expect(messages.length).toBeGreaterThan(5);
  expect(Math.max(...messages.map(({ length }) => length))).toBeLessThan(70_000);
});

it('sends what waits when the connection is about to be closed, and then nothing twice', async () => {
  const { messages, write, joined } = rig();
  write('the end');
  joined.flush();
  joined.flush();
  await turn();
  expect(messages).toEqual(['the end']);
});
