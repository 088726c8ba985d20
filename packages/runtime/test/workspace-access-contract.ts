import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntime } from '../src/driver/runtime-registry.ts';
import { AccessRig, sha256, type Driver } from './access-rig.ts';
import { output, RuntimeRig } from './runtime-rig.ts';

const MEBIBYTE = 2 ** 20;

/** What every driver has to do with files for whoever is not the agent. */
export function describeWorkspaceFiles(driver: Driver): void {
  describe(`the workspace of the ${driver} runtime`, () => {
    let rig: AccessRig;
    beforeEach(async () => {
      rig = await AccessRig.start(driver);
    });
    afterEach(() => rig[Symbol.asyncDispose]());

    const expectFailure = (code: string, operation: Promise<unknown>): Promise<void> =>
      expect(operation).rejects.toMatchObject({ code });

    it('is listed one level deep, sorted, with links as links', async () => {
      mkdirSync(rig.at('folder/below'), { recursive: true });
      writeFileSync(rig.at('b'), 'four');
      writeFileSync(rig.at('.a'), '');
      symlinkSync('folder', rig.at('link'));
      symlinkSync('nothing', rig.at('dangling'));
      execFileSync('mkfifo', [rig.at('pipe')]);
      expect(await rig.access.list('.')).toEqual([
        { name: '.a', type: 'file', sizeBytes: 0 },
        { name: 'b', type: 'file', sizeBytes: 4 },
        { name: 'dangling', type: 'link', sizeBytes: 0 },
        { name: 'folder', type: 'folder', sizeBytes: 0 },
        { name: 'link', type: 'link', sizeBytes: 0 },
        { name: 'pipe', type: 'other', sizeBytes: 0 },
      ]);
      expect(await rig.access.list('link')).toEqual([{ name: 'below', type: 'folder', sizeBytes: 0 }]);
      expect(await rig.access.list(rig.at('folder/below'))).toEqual([]);
      await expectFailure('file_not_found', rig.access.list('none'));
      await expectFailure('file_unsuitable', rig.access.list('b'));
    });

    it('is listed also when a folder has thousands of entries', async () => {
      const names = Array.from({ length: 3000 }, (_, index) => `file-${String(index).padStart(5, '0')}`);
      for (const name of names) writeFileSync(rig.at(name), name);
      expect((await rig.access.list('.')).map(({ name }) => name)).toEqual(names);
    });

    it('gives the bytes of a file as they are', async () => {
      const bytes = Buffer.from(Array.from({ length: 512 }, (_, index) => index % 256));
      writeFileSync(rig.at('bytes'), bytes);
      writeFileSync(rig.at('empty'), '');
      expect((await rig.access.read('bytes')).sizeBytes).toBe(512);
      expect(await rig.read(rig.at('bytes'))).toEqual(bytes);
      expect((await rig.access.read('empty')).sizeBytes).toBe(0);
      expect(await rig.read('empty')).toEqual(Buffer.alloc(0));
    });

    it('refuses what is no file, not there or not named', async () => {
      mkdirSync(rig.at('folder'));
      writeFileSync(rig.at('file'), '');
      execFileSync('mkfifo', [rig.at('pipe')]);
      await expectFailure('file_not_found', rig.access.read('none'));
      await expectFailure('file_not_found', rig.access.read('file/below'));
      for (const path of ['folder', 'pipe', '', 'a\0b', '/dev/zero', 'x'.repeat(300)]) {
        await expectFailure('file_unsuitable', rig.access.read(path));
      }
      for (const path of [
        'folder',
        'pipe',
        '',
        'a\0b',
        '.',
        'file/below',
        '/dev/null',
        '/etc/made',
        '/made',
      ]) {
        await expectFailure('file_unsuitable', rig.write(path, 'x'));
      }
      expect(rig.names()).toEqual(['file', 'folder', 'pipe']);
    });

    it('takes a file, making its folders, and gives it back', async () => {
      expect(await rig.write('a/b/c', 'text')).toEqual({ path: rig.at('a/b/c'), sizeBytes: 4 });
      expect(readFileSync(rig.at('a/b/c'), 'utf8')).toBe('text');
      expect(await rig.write(rig.at('empty'), '')).toEqual({ path: rig.at('empty'), sizeBytes: 0 });
      expect(await rig.read('empty')).toHaveLength(0);
      expect(rig.names()).toEqual(['a', 'a/b', 'a/b/c', 'empty']);
      expect(await output(rig.runtime, 'cat a/b/c')).toBe('text');
    });

    it('takes 64 MiB and gives back the same', async () => {
      const bytes = randomBytes(64 * MEBIBYTE);
      await rig.write('big', bytes);
      expect(sha256(readFileSync(rig.at('big')))).toBe(sha256(bytes));
      expect(sha256(await rig.read('big'))).toBe(sha256(bytes));
    });

    it('replaces a file as a whole, with its mode, also behind a link', async () => {
      writeFileSync(rig.at('script'), 'a longer text than the next');
      chmodSync(rig.at('script'), 0o751);
      symlinkSync('script', rig.at('link'));
      expect(await rig.write('link', 'next')).toEqual({ path: rig.at('script'), sizeBytes: 4 });
      expect(readFileSync(rig.at('script'), 'utf8')).toBe('next');
      expect(statSync(rig.at('script')).mode & 0o7777).toBe(0o751);
      expect(rig.names()).toEqual(['link', 'script']);
    });

    it('keeps nothing of what is too long, breaks or is cancelled', async () => {
      writeFileSync(rig.at('kept'), 'before');
      const megabyte = Buffer.alloc(MEBIBYTE);
      await expectFailure('file_too_large', rig.write('made/long', megabyte, MEBIBYTE - 1));
      await expectFailure('file_too_large', rig.write('kept', megabyte, MEBIBYTE - 1));
      await rig.write('exact', megabyte, MEBIBYTE);

      async function* breaking(): AsyncGenerator<Uint8Array> {
        yield megabyte;
        throw new Error('the line went dead');
      }
      await expectFailure('cancelled', rig.access.write('made/broken', breaking(), { maxBytes: 2 ** 30 }));

      const abort = new AbortController();
      const begun = Promise.withResolvers<void>();
      async function* hanging(): AsyncGenerator<Uint8Array> {
        yield megabyte;
        begun.resolve();
        await new Promise(() => undefined);
      }
      const options = { maxBytes: 2 ** 30, signal: abort.signal };
      const written = rig.access.write('made/hanging', hanging(), options);
      written.catch(() => undefined);
      await begun.promise;
      abort.abort();
      await expectFailure('cancelled', written);
      await expect.poll(() => rig.names()).toEqual(['exact', 'kept']);
      expect(readFileSync(rig.at('kept'), 'utf8')).toBe('before');
    });

    it('does not lead outside through a link of the agent', async () => {
      const outside = join(rig.rig.folder, 'outside');
      mkdirSync(outside);
      writeFileSync(join(outside, 'secret'), 'not for the agent');
      symlinkSync(join(outside, 'secret'), rig.at('to-file'));
      symlinkSync(outside, rig.at('to-folder'));
      symlinkSync('/proc/self/root', rig.at('to-root'));
      const leading = ['to-file', 'to-folder/secret', join(outside, 'secret'), `to-root${outside}/secret`];
      for (const path of leading) {
        const code = expect.stringMatching(/^file_(not_found|unsuitable)$/);
        await expect(rig.access.read(path)).rejects.toMatchObject({ code });
      }
      for (const path of leading) {
        const written = rig.write(path, 'changed');
        if (driver === 'cli') await expectFailure('file_unsuitable', written);
        // A sandbox has a /tmp of its own at the same place, where the agent may write as well.
        else await written.catch(() => undefined);
      }
      await rig.write('to-folder/made', 'x').catch(() => undefined);
      expect(readdirSync(outside)).toEqual(['secret']);
      expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('not for the agent');

      symlinkSync('/etc/passwd', rig.at('passwd'));
      const seen = await rig.read('passwd').then(String, (error: unknown) => error);
      if (driver === 'cli') expect(seen).toMatchObject({ code: 'file_unsuitable' });
      else {
        expect(String(seen).trim()).toBe(await output(rig.runtime, 'cat /etc/passwd'));
        expect(seen).not.toBe(readFileSync('/etc/passwd', 'utf8'));
      }
      await expectFailure('file_unsuitable', rig.write('passwd', 'x'));
    });

    it('does not lead outside while links and files change places', async () => {
      const outside = join(rig.rig.folder, 'outside');
      mkdirSync(outside);
      writeFileSync(join(outside, 'secret'), 'outside');
      const abort = new AbortController();
      const flipping = rig.shell(
        `mkdir -p real && echo -n inside > real/secret
         while :; do
           ln -sfn ${outside}/secret t; mv -T t file; echo -n inside > t; mv -T t file
           ln -sfn ${outside} u; mv -T u folder 2> /dev/null || { mv -T folder real; mv -T u folder; }
           rm folder; mv -T real folder; touch begun
         done`,
        { timeoutSeconds: 100, signal: abort.signal },
      );
      await expect.poll(() => rig.names()).toContain('begun');
      const outcomes = new Set<string>();
      for (let round = 0; round < 300; round++) {
        for (const path of ['file', 'folder/secret']) {
          outcomes.add(await rig.read(path).then(String, (error: unknown) => codeOf(error)));
        }
        await rig.write('folder/made', 'x').catch(() => undefined);
      }
      abort.abort();
      await expect(flipping).rejects.toMatchObject({ code: 'cancelled' });
      expect([...outcomes]).not.toContain('outside');
      expect([...outcomes]).toContain('inside');
      expect(readdirSync(outside)).toEqual(['secret']);
      expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('outside');
    }, 60_000);

    it('holds nothing open for readers that stop, however they do', async () => {
      writeFileSync(rig.at('big'), randomBytes(8 * MEBIBYTE));
      await rig.read('big');
      const before = await rig.openFiles();
      for (let round = 0; round < 10; round++) {
        const stopped = await rig.access.read('big');
        for await (const _ of stopped.body) break;

        const abort = new AbortController();
        const aborted = await rig.access.read('big', { signal: abort.signal });
        const chunks = aborted.body[Symbol.asyncIterator]();
        await chunks.next();
        abort.abort();
        await expectFailure('cancelled', drain(chunks));

        const unread = new AbortController();
        await rig.access.read('big', { signal: unread.signal });
        unread.abort();

        const neverBegun = (await rig.access.read('big')).body[Symbol.asyncIterator]();
        await neverBegun.return?.();

        for await (const _ of rig.access.zip('.')) break;
      }
      await expect.poll(() => rig.openFiles()).toBe(before);
    });

    it('serves 30 transfers at the same time while a command runs', async () => {
      const running = output(rig.runtime, 'until test -e go; do sleep 0.01; done; echo went on');
      const files = Array.from({ length: 30 }, () => randomBytes(MEBIBYTE));
      const transfers = files.map(async (bytes, index) => {
        await rig.write(`files/${index}`, bytes);
        return sha256(await rig.read(`files/${index}`));
      });
      expect(await Promise.all(transfers)).toEqual(files.map(sha256));
      const lists = Array.from({ length: 100 }, () => rig.access.list('files'));
      for (const list of await Promise.all(lists)) expect(list).toHaveLength(30);
      writeFileSync(rig.at('go'), '');
      expect(await running).toBe('went on');
    });

    it('is there only while the runtime is connected', async () => {
      await using other = new RuntimeRig();
      const { workspace, stateDir, conversationId } = other;
      const unconnected = createRuntime(driver, { workspace, stateDir, conversationId });
      await rig.runtime.close({ keep: false });
      for (const { access } of [unconnected, rig.runtime]) {
        const code = 'runtime_disconnected';
        await expectFailure(code, access.list('.'));
        await expectFailure(code, access.read('a'));
        await expectFailure(code, access.write('a', Readable.from([]), { maxBytes: 1 }));
        await expectFailure(code, access.run({ program: 'true', args: [] }));
        await expectFailure(code, drain(access.zip('.')[Symbol.asyncIterator]()));
      }
    });
  });
}

async function drain(chunks: AsyncIterator<Uint8Array>): Promise<void> {
  for (let next = await chunks.next(); next.done !== true;) next = await chunks.next();
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);
