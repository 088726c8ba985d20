import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { apiPath, nameParts, pathSteps } from './api-path.ts';

it('encodes what varies, a list step by step', () => {
  expect(apiPath`/projects/${'a/b c'}/issues/${7}`).toBe('/projects/a%2Fb%20c/issues/7');
  expect(apiPath`/contents/${['docs', 'x?y.md']}`).toBe('/contents/docs/x%3Fy.md');
  expect(apiPath`/user`).toBe('/user');
});

it('no name leads to another path than the one that is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      let path: string;
      try {
        path = apiPath`/repos/${name}/branches`;
      } catch (error) {
        expect(error).toMatchObject({ code: 'request_invalid' });
        return;
      }
      const url = new URL(`https://example.com/api${path}`);
      const [, api, repos, step, branches, ...more] = url.pathname.split('/');
      expect([api, repos, branches, more]).toEqual(['api', 'repos', 'branches', []]);
      expect(decodeURIComponent(step ?? '')).toBe(name);
      expect([url.search, url.hash]).toEqual(['', '']);
    }),
  );
});

it('a repository has a name of so many parts', () => {
  expect(nameParts('a/b', 2)).toEqual(['a', 'b']);
  for (const name of ['a', 'a/b/c', 'a/', '../b', '']) {
    expect(() => nameParts(name, 2)).toThrow(expect.objectContaining({ code: 'request_invalid' }));
  }
});

it('a path does not leave the repository', () => {
  expect(pathSteps('/docs//a.md')).toEqual(['docs', 'a.md']);
  expect(pathSteps('')).toEqual([]);
  expect(() => pathSteps('docs/../../x')).toThrow(expect.objectContaining({ code: 'request_invalid' }));
});
