import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExtension } from './load-extension.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-extension-'));
  write(
    'own.mjs',
    'export default (name) => `default ${name}`; export const other = () => "other"; export const n = 1;',
  );
  write('typed.ts', 'export default (name: string): string => `typed ${name}`;');
  write('throws.mjs', 'throw new Error("no database");');
  write('node_modules/plain/package.json', '{ "main": "main.cjs" }');
  write('node_modules/plain/main.cjs', 'module.exports = () => "plain";');
  write('node_modules/@scope/modern/package.json', '{ "exports": { ".": { "import": "./in/index.mjs" } } }');
  write('node_modules/@scope/modern/in/index.mjs', 'export default () => "modern";');
  write('node_modules/closed/package.json', '{ "exports": {} }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const load = (specifier: string) => loadExtension(specifier, 'the manager of conversations', folder);

describe('an extension', () => {
  it.each([
    ['./own.mjs', 'default x'],
    ['./own.mjs#other', 'other'],
    ['./typed.ts', 'typed x'],
    ['plain', 'plain'],
    ['@scope/modern', 'modern'],
  ])('named %s is loaded', async (specifier, result) => {
    expect((await load(specifier))('x')).toBe(result);
  });

  it('may be named by an absolute path', async () => {
    expect((await load(`${join(folder, 'own.mjs')}#other`))()).toBe('other');
  });

  it.each([
    ['./none.mjs', 'was not found'],
    ['no-such-package', 'was not found'],
    ['closed', 'was not found'],
    ['./throws.mjs', 'does not load: no database'],
    ['./own.mjs#n', 'has to export a function as n; it exports default, n, other'],
    ['./own.mjs#missing', 'has to export a function as missing'],
  ])('named %s is refused: it %s', async (specifier, reason) => {
    await expect(load(specifier)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringMatching(new RegExp(`for the manager of conversations ${reason}`)),
    });
  });
});
