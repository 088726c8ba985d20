import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toolchainFolders } from './toolchain-path.ts';

describe('what is shown of a home for the programs on PATH', () => {
  let home: string;
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), 'home-')));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** Folders shown for entries of PATH, both relative to the home; all that are named exist. */
  const shown = (entries: string[], folders: string[]): string[] => {
    for (const folder of [...entries, ...folders]) mkdirSync(join(home, folder), { recursive: true });
    const path = ['/usr/bin', ...entries.map((entry) => `${home}/${entry}`)].join(':');
    return toolchainFolders(path, home).map((folder) => folder.slice(home.length + 1));
  };

  it('is the whole of a toolchain', () => {
    expect(shown(['.nvm/versions/node/v26/bin'], [])).toEqual(['.nvm']);
    expect(shown(['.cargo/bin'], ['.rustup', '.cargo/registry'])).toEqual(['.cargo/bin', '.rustup']);
  });

  it('is not the sources that people keep beside what Go installed', () => {
    const sources = ['go/pkg/mod', 'go/src/private.example/secret/bin'];
    for (const entry of ['go/bin', 'go', 'go/src', 'go/src/private.example/secret/bin']) {
      expect(shown([entry], ['go/bin', ...sources])).toEqual(['go/bin', 'go/pkg']);
    }
  });

  it('is never the home itself', () => {
    expect(shown([''], [])).toEqual([]);
    expect(shown(['.', './', 'bin/..'], ['bin'])).toEqual([]);
    expect(shown(['bin'], ['share', 'lib'])).toEqual(['bin', 'lib']);
  });
});
