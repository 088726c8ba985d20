import { expect, it } from 'vitest';
import { onlyLooks } from './exploration.ts';

it.each([
  'ls -la src',
  'cd src && grep -rn "def " . | head -5',
  'cat a.txt 2>/dev/null || true',
  'git log --oneline; git diff --stat',
  "sed -n '1,20p' a.ts",
  'find . -name "*.ts" | sort | uniq',
  'rg token 2>&1',
  'grep -i token README.md',
])('looks only: %s', (command) => {
  expect(onlyLooks(command)).toBe(true);
});

it.each([
  '',
  'make',
  'echo done',
  'cat a > b',
  'ls; rm -r build',
  'ls && curl https://example.com',
  'cat $(rm x)',
  'cat `rm x`',
  'grep x <(rm y)',
  'find . -delete',
  'find . -exec rm {} ;',
  'fd x -x rm',
  'sort a -o b && ls',
  'sed -i s/a/b/ a.ts',
  "sed -n -i 's/a/b/p' a.ts",
  "sed -n '1,5w b' a.ts",
  "sed -n '1p' -i a.ts",
  'git push',
  'git branch -D main; ls',
  'ls & make',
  'ls\nrm x',
])('may do more than look: %s', (command) => {
  expect(onlyLooks(command)).toBe(false);
});
