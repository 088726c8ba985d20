import { runAction } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { stamped } from '../../test/runtime-rig.ts';
import { sandboxEnvironment, userEnvironment } from './command-environment.ts';
import { secretsNamedBy } from './named-secret.ts';

const source = {
  PATH: '/usr/bin',
  LC_ALL: 'de_DE.UTF-8',
  HOME: '/home/someone',
  OPENAI_API_KEY: 'sk-1',
  AWS_SECRET_ACCESS_KEY: 'aws',
  SSH_AUTH_SOCK: '/run/agent',
  CAPSTAN_HOME: '/state',
  EDITOR: 'vi',
  SANDBOX_ENV_DEBUG: '1',
  HTTPS_PROXY: 'http://user:password@proxy:8080',
};

describe('the environment of commands', () => {
  it('holds nothing personal in a sandbox', () => {
    expect(sandboxEnvironment(source, { name: 'someone', home: '/home/someone' }, { EXTRA: 'x' })).toEqual({
      LANG: 'C.UTF-8',
      LC_ALL: 'de_DE.UTF-8',
      PATH: '/usr/bin',
      HOME: '/home/someone',
      USER: 'someone',
      LOGNAME: 'someone',
      SHELL: '/bin/bash',
      TERM: 'xterm-256color',
      PAGER: 'cat',
      GIT_PAGER: 'cat',
      SYSTEMD_PAGER: 'cat',
      MANPAGER: 'cat',
      DEBUG: '1',
      EXTRA: 'x',
    });
  });

  it('is the user’s without what looks like a secret where there is no sandbox', () => {
    const environment = userEnvironment(source, {});
    expect(environment).toMatchObject({ EDITOR: 'vi', SSH_AUTH_SOCK: '/run/agent', DEBUG: '1' });
    expect(Object.keys(environment)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/API_KEY|SECRET|CAPSTAN/)]),
    );
  });
});

describe('the secrets a command gets', () => {
  const secrets = { TOKEN: 'a', TOKEN_2: 'b', OTHER: 'c' };
  const named = (command: string): string[] =>
    Object.keys(
      secretsNamedBy(
        stamped(
          runAction({
            command,
            is_input: false,
            thought: '',
            blocking: false,
            is_static: false,
            cwd: null,
            hidden: false,
          }),
        ),
        secrets,
      ),
    );

  it.each([
    ['echo $TOKEN', ['TOKEN']],
    ['echo ${TOKEN_2}x', ['TOKEN_2']],
    ['python -c \'import os; os.environ["OTHER"]\'', ['OTHER']],
    ['echo MY_TOKEN tokens TOKEN2', []],
    ['', []],
  ])('are those named by %j', (command, expected) => {
    expect(named(command)).toEqual(expected);
  });
});
