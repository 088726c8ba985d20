/** One replaced range: `removed` stood at `offset` before, `insertedLength` bytes stand there after. */
export interface ByteDelta {
  offset: number;
  removed: Buffer;
  insertedLength: number;
}

const CHUNK = 65_536;

export function byteDelta(before: Buffer, after: Buffer): ByteDelta {
  const limit = Math.min(before.length, after.length);
  let offset = 0;
  const same = (a: number, b: number, length: number): boolean =>
    before.compare(after, b, b + length, a, a + length) === 0;
  while (offset + CHUNK <= limit && same(offset, offset, CHUNK)) offset += CHUNK;
  while (offset < limit && before[offset] === after[offset]) offset += 1;
  let oldEnd = before.length;
  let newEnd = after.length;
  while (Math.min(oldEnd, newEnd) - offset >= CHUNK && same(oldEnd - CHUNK, newEnd - CHUNK, CHUNK)) {
    oldEnd -= CHUNK;
    newEnd -= CHUNK;
  }
  while (Math.min(oldEnd, newEnd) > offset && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  // A copy: a view would keep the whole old file in memory.
  return { offset, removed: Buffer.from(before.subarray(offset, oldEnd)), insertedLength: newEnd - offset };
}

/** What was there before the change. */
export function revert(after: Buffer, delta: ByteDelta): Buffer {
  return Buffer.concat([
    after.subarray(0, delta.offset),
    delta.removed,
    after.subarray(delta.offset + delta.insertedLength),
  ]);
}
