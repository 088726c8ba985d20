import { describe, expect, it } from 'vitest';
import { isTooWide } from './workspace-scope.ts';

describe('a workspace', () => {
  it.each(['/', '/home', '/home/user', '/tmp', '/etc/nginx', '/usr', '/mnt', '/media', '/var'])(
    '%s is too wide',
    (path) => {
      expect(isTooWide(path, '/home/user')).toBe(true);
    },
  );

  it.each(['/home/user/project', '/home/other/project', '/tmp/x', '/mnt/disk/project', '/opt/project'])(
    '%s is a project',
    (path) => {
      expect(isTooWide(path, '/home/user')).toBe(false);
    },
  );
});
