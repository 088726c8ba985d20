import { expect, test } from 'vitest';
import { AlternateScreen } from './alternate-screen.ts';

const enter = ['\x1b[?1049h', '\x1b[?47h', '\x1b[?1047h', '\x1b[?1;1049;2004h'];

test.each(enter)('%j switches to the alternate screen, cut anywhere, and back', (sequence) => {
  for (let at = 0; at <= sequence.length; at++) {
    const screen = new AlternateScreen();
    screen.push(Buffer.from(`text\x1b[31m${sequence.slice(0, at)}`));
    screen.push(Buffer.from(`${sequence.slice(at)}more`));
    expect(screen.isActive).toBe(true);
    const back = sequence.replace('h', 'l');
    screen.push(Buffer.from(back.slice(0, at)));
    screen.push(Buffer.from(back.slice(at)));
    expect(screen.isActive).toBe(false);
  }
});

test.each(['\x1b[?25h', '\x1b[?2004h', '\x1b[?10490h', '\x1b[1049h', '[?1049h', '\x1b[?1049'])(
  '%j does not',
  (sequence) => {
    const screen = new AlternateScreen();
    screen.push(Buffer.from(sequence));
    screen.push(Buffer.from('\n'));
    expect(screen.isActive).toBe(false);
  },
);
