import type { OpenedShell } from '@capstan/protocol';
import { terminalSize } from './access-request.ts';
import { answer, sendData } from './answer.ts';
import type { PartChannel } from './part-channel.ts';

/** Brings what a shell writes to the other side of a connection, and what is typed there to the shell, until one ends. */
export async function serveShell(channel: PartChannel, shell: OpenedShell): Promise<void> {
  try {
    await answer(channel, { kind: 'shell' });
    void listen(channel, shell);
    for await (const chunk of shell.output) await sendData(channel, chunk);
    await answer(channel, { kind: 'exited', exitCode: await shell.exit });
  } finally {
    await shell.close();
  }
}

async function listen(channel: PartChannel, shell: OpenedShell): Promise<void> {
  try {
    for (let part = await channel.next(); part !== undefined; part = await channel.next()) {
      if (part.type === 'end') break;
      if (part.type === 'data') await shell.write(part.bytes);
      else shell.resize(terminalSize.parse(JSON.parse(part.text)));
    }
  } catch {
    // What it says cannot be read: for the shell it is as if nobody spoke any more.
  }
  await shell.close();
}
