import { expect, it } from 'vitest';
import { lockfileComplaints } from './lockfile.ts';

const sound = { version: '1.0.0', integrity: 'sha512-x' };

it('accepts a lockfile that holds every platform', () => {
  const packages = {
    '': { optionalDependencies: { node: '1' } },
    'node_modules/node': sound,
    'node_modules/tool': { ...sound, optionalDependencies: { near: '1', far: '1' } },
    'node_modules/tool/node_modules/near': sound,
    'node_modules/far': sound,
    'node_modules/@capstan/agent': { link: true, resolved: 'packages/agent' },
    'packages/agent': { version: '0.1.0' },
  };
  expect(lockfileComplaints({ packages })).toEqual([]);
});

it('names a platform that npm left out', () => {
  const packages = { 'node_modules/tool': { ...sound, optionalDependencies: { 'tool-linux-arm64': '1' } } };
  expect(lockfileComplaints({ packages })).toEqual([
    'node_modules/tool needs tool-linux-arm64, which is not locked',
  ]);
});

it('names a host and a missing integrity', () => {
  const packages = {
    'node_modules/tool': { version: '1.0.0', resolved: 'https://packages.invalid/tool.tgz' },
  };
  expect(lockfileComplaints({ packages })).toEqual([
    'node_modules/tool names its host',
    'node_modules/tool has no integrity',
  ]);
});
