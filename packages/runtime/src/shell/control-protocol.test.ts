import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ControlReader, encodeCommand, RECORD_SYNC, TEXT_COMPLETE } from './control-protocol.ts';

const environment = (text: string): Buffer =>
  Buffer.concat([Buffer.from('E\0\0\0\0'), Buffer.from(`${text}\n${TEXT_COMPLETE}\0`)]);
const done = (id: number, exitCode: number): Buffer => Buffer.from(`D\0${id}\0${exitCode}\0\0/tmp\0`);

test('records are the same however the stream is cut', () => {
  const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', ''));
  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 7 }), (texts, size) => {
      const bytes = Buffer.concat(texts.flatMap((value, index) => [done(index, index), environment(value)]));
      const reader = new ControlReader();
      const records = [];
      for (let at = 0; at < bytes.length; at += size)
        records.push(...reader.push(bytes.subarray(at, at + size)));
      expect(records).toEqual(
        texts.flatMap((value, id) => [
          { kind: 'done', id, exitCode: id, backgroundPid: null, workingDirectory: Buffer.from('/tmp') },
          { kind: 'environment', text: Buffer.from(`${value}\n${TEXT_COMPLETE}`) },
        ]),
      );
    }),
  );
});

test('what is no record is passed over', () => {
  const reader = new ControlReader();
  const records = reader.push(Buffer.concat([Buffer.from('?\0a\0b\0c\0d\0'), done(1, 0)]));
  expect(records).toMatchObject([{ kind: 'done', id: 1 }]);
});

test('a short command goes inline, a long one with its length in bytes', () => {
  expect(encodeCommand(7, 'echo é', false).toString()).toBe('\0>\0c\x007\0echo é\0');
  const long = 'é'.repeat(200);
  expect(encodeCommand(8, long, true).toString()).toBe(`\0>\0report-n\x008\x00400\0${long}`);
});

test('a record that was cut short is dropped, and the next ones are whole', () => {
  const whole = Buffer.concat([done(1, 0), environment('declare -x A="1"')]);
  for (let length = 1; length < whole.length; length++) {
    const bytes = Buffer.concat([whole.subarray(0, length), Buffer.from(`\0${RECORD_SYNC}\0`), done(2, 5)]);
    const records = new ControlReader().push(bytes);
    expect(records.at(-1)).toMatchObject({ kind: 'done', id: 2, exitCode: 5 });
    expect(records.filter(({ kind }) => kind === 'environment')).toHaveLength(
      length === whole.length - 1 ? 1 : 0,
    );
  }
});
