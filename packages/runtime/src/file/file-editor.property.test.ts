import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FileEditor } from './file-editor.ts';
import { encodeText, type TextEncoding } from './text-encoding.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'capstan-edit-property-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const encodings: TextEncoding[] = ['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'windows-1252'];

const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\t', 'é', '€', '“', '.', '$'), maxLength: 8 });
const text = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')), { maxLength: 12 })
  .map((lines) => lines.map(([body, ending]) => body + ending).join(''));

function bytesOf(value: string, encoding: TextEncoding): Buffer {
  const encoded = encodeText(value, encoding);
  if (!encoded.ok) throw new Error(`not encodable: ${encoded.character}`);
  return encoded.bytes;
}

// Bytes without the mark that `encodeText` puts in front.
function bodyOf(value: string, encoding: TextEncoding): Buffer {
  return bytesOf(value, encoding).subarray(bytesOf('', encoding).length);
}

const cases = fc.record({
  encoding: fc.constantFrom(...encodings),
  before: text,
  // Two lines, so that a line break is inside what is looked for; the marks make it unique.
  ending: fc.constantFrom('\n', '\r\n', '\r'),
  after: text,
  replacement: fc.oneof(line, text).filter((value) => !value.includes('\r')),
  mode: fc.constantFrom(0o600, 0o644, 0o755, 0o640),
});

it('touches no byte outside of what is replaced, and undo restores all', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ encoding, before, ending, after, replacement, mode }) => {
      const path = join(folder, 'file.txt');
      const editor = new FileEditor();
      const original = bytesOf(`${before}<<${ending}>>${after}`, encoding);
      await writeFile(path, original);
      await chmod(path, mode);
      const edited = await editor.execute({
        command: 'str_replace',
        path,
        old_str: '<<\n>>',
        new_str: replacement,
      });
      expect(edited.text).toMatch(/has been edited/);
      const bytes = await readFile(path);
      const head = bytesOf(before, encoding);
      const tail = bodyOf(after, encoding);
      expect(bytes.subarray(0, head.length).equals(head)).toBe(true);
      expect(bytes.subarray(bytes.length - tail.length).equals(tail)).toBe(true);
      expect((await stat(path)).mode & 0o7777).toBe(mode);
      expect((await editor.execute({ command: 'undo_edit', path })).ok).toBe(true);
      expect((await readFile(path)).equals(original)).toBe(true);
      expect((await stat(path)).mode & 0o7777).toBe(mode);
    }),
    { numRuns: 300 },
  );
});

it('either refuses arbitrary bytes or keeps all of them around an insertion', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      const path = join(folder, 'bytes.bin');
      const editor = new FileEditor();
      await writeFile(path, bytes);
      const edited = await editor.execute({ command: 'insert', path, insert_line: 0, new_str: 'x' });
      const undone = await editor.execute({ command: 'undo_edit', path });
      expect(undone.ok).toBe(edited.ok);
      expect([...(await readFile(path))]).toEqual([...bytes]);
    }),
    { numRuns: 300 },
  );
});
