import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Readable } from 'node:stream';
import { AccessRig, type Driver } from './access-rig.ts';
import { readZip } from './read-zip.ts';

const MEBIBYTE = 2 ** 20;

/** What every driver has to do with archives of a folder. */
export function describeWorkspaceZip(driver: Driver): void {
  describe(`an archive of the ${driver} runtime`, () => {
    let rig: AccessRig;
    beforeEach(async () => {
      rig = await AccessRig.start(driver);
    });
    afterEach(() => rig[Symbol.asyncDispose]());

    const zip = (path = '.'): Promise<Buffer> => buffer(Readable.from(rig.access.zip(path)));

    it('holds files, folders and links as they are, in order, the same each time', async () => {
      const big = Buffer.concat([randomBytes(MEBIBYTE), Buffer.alloc(MEBIBYTE)]);
      mkdirSync(rig.at('folder/empty'), { recursive: true });
      writeFileSync(rig.at('folder/big'), big);
      writeFileSync(rig.at('a'), 'text '.repeat(100));
      chmodSync(rig.at('a'), 0o750);
      writeFileSync(rig.at('none'), '');
      writeFileSync(rig.at('ü \\ "'), 'odd');
      symlinkSync('/etc/passwd', rig.at('link'));
      symlinkSync('folder', rig.at('link-to-folder'));
      execFileSync('mkfifo', [rig.at('pipe')]);
      const archive = await zip();
      expect(await readZip(archive)).toEqual([
        { name: 'a', mode: 0o100750, bytes: Buffer.from('text '.repeat(100)) },
        { name: 'folder/', mode: 0o040755, bytes: Buffer.alloc(0) },
        { name: 'folder/big', mode: 0o100644, bytes: big },
        { name: 'folder/empty/', mode: 0o040755, bytes: Buffer.alloc(0) },
        { name: 'link', mode: 0o120777, bytes: Buffer.from('/etc/passwd') },
        { name: 'link-to-folder', mode: 0o120777, bytes: Buffer.from('folder') },
        { name: 'none', mode: 0o100644, bytes: Buffer.alloc(0) },
        { name: 'ü \\ "', mode: 0o100644, bytes: Buffer.from('odd') },
      ]);
      expect(await zip()).toEqual(archive);
      expect((await readZip(await zip('folder'))).map(({ name }) => name)).toEqual(['big', 'empty/']);
    });

    it('of an empty folder holds nothing', async () => {
      expect(await readZip(await zip())).toEqual([]);
    });

    it('is whole although files go away or shrink while it is made', async () => {
      const first = randomBytes(16 * MEBIBYTE);
      writeFileSync(rig.at('a'), first);
      for (const name of ['b', 'c', 'd']) writeFileSync(rig.at(name), first);
      mkdirSync(rig.at('e/f'), { recursive: true });
      const chunks: Uint8Array[] = [];
      for await (const chunk of rig.access.zip('.')) {
        if (chunks.length === 0) {
          truncateSync(rig.at('a'), MEBIBYTE);
          truncateSync(rig.at('b'), MEBIBYTE);
          rmSync(rig.at('c'));
          rmSync(rig.at('e'), { recursive: true });
        }
        chunks.push(chunk);
      }
      const entries = await readZip(Buffer.concat(chunks));
      expect(entries.map(({ name }) => name)).toEqual(['a', 'b', 'd']);
      const [a, b, d] = entries.map(({ bytes }) => bytes);
      expect(first.subarray(0, a?.length)).toEqual(a);
      expect(b).toEqual(first.subarray(0, MEBIBYTE));
      expect(d).toEqual(first);
    });

    it('is refused for what is no folder, and ends when it is cancelled', async () => {
      writeFileSync(rig.at('file'), randomBytes(16 * MEBIBYTE));
      await expect(zip('file')).rejects.toMatchObject({ code: 'file_unsuitable' });
      await expect(zip('none')).rejects.toMatchObject({ code: 'file_not_found' });
      const abort = new AbortController();
      const chunks = rig.access.zip('.', { signal: abort.signal })[Symbol.asyncIterator]();
      await chunks.next();
      abort.abort();
      await expect(Array.fromAsync({ [Symbol.asyncIterator]: () => chunks })).rejects.toMatchObject({
        code: 'cancelled',
      });
    });
  });
}
