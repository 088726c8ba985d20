import type { AccessAnswer } from './access-answer.ts';
import type { PartChannel } from './part-channel.ts';

const DATA_BYTES = 128 * 1024;

/** Answers a request, or a part of the answer to it. */
export function answer(channel: PartChannel, value: AccessAnswer): Promise<void> {
  return channel.send('answer', Buffer.from(JSON.stringify(value)));
}

/** Sends bytes, however many, when there is room for them. */
export async function sendData(channel: PartChannel, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; from += DATA_BYTES) {
    await channel.send('data', bytes.subarray(from, from + DATA_BYTES));
  }
}
