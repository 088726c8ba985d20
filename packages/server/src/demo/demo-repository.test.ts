import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDemoRepository } from './demo-repository.ts';

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'capstan-demo-test-'));

describe('the repository of the demo', () => {
  it('is made in a new folder, with one commit', async () => {
    const root = join(await folder(), 'new');
    await makeDemoRepository(root);
    expect((await readdir(root)).toSorted()).toEqual(['.git', 'README.md', 'basket.sh', 'test.sh']);
  });

  it('overwrites and commits nothing of a person', async () => {
    const root = await folder();
    await writeFile(join(root, 'README.md'), 'mine');
    await mkdir(join(root, 'src'));
    await expect(makeDemoRepository(root)).rejects.toMatchObject({ code: 'usage' });
    expect((await readdir(root)).toSorted()).toEqual(['README.md', 'src']);
    expect(await readFile(join(root, 'README.md'), 'utf8')).toBe('mine');
  });
});
