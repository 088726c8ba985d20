import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CapstanError } from '@capstan/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConfigFlags } from './config-sources.ts';
import { defaultConfig } from './default-config.ts';
import { loadConfig, type LoadedConfig } from './load-config.ts';
import { originText } from './setting-origin.ts';
import { asAlias, variablesOf } from './table/setting.ts';
import { ALL_SETTINGS } from './table/settings.ts';

let folder: string;
let cwd: string;
let home: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-config-'));
  cwd = join(folder, 'project');
  home = join(folder, 'home');
  mkdirSync(cwd);
  mkdirSync(home);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (path: string, text: string): string => {
  writeFileSync(join(folder, path), text);
  return join(folder, path);
};

const load = (env: NodeJS.ProcessEnv = {}, flags: ConfigFlags = {}): LoadedConfig =>
  loadConfig({ flags, env, cwd, home });

const originOf = ({ settings }: LoadedConfig, name: string): string | undefined =>
  settings.filter((setting) => setting.name === name).map(({ origin }) => originText(origin))[0];

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (CapstanError.is(error) && error.code === 'config_invalid') return error.message;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('without anything set', () => {
  it('is the default configuration', () => {
    const loaded = load();
    expect(loaded.config).toEqual(defaultConfig(home));
    expect(loaded.config.http).toMatchObject({ host: '127.0.0.1', port: 3_000 });
    expect(loaded.config.conversations).toMatchObject({ maxConcurrent: 3, maxAgeSeconds: null });
    expect(loaded.file).toBeNull();
    expect(loaded.warnings).toEqual([]);
  });

  it('reports every declared setting once, all of them default', () => {
    const { settings } = load();
    expect(settings.map(({ name }) => name).toSorted()).toEqual(
      ALL_SETTINGS.map(({ name }) => name).toSorted(),
    );
    expect(new Set(settings.map(({ origin }) => origin.source))).toEqual(new Set(['default']));
  });
});

describe('the table of settings', () => {
  it('gives no name to two settings', () => {
    for (const names of [
      ALL_SETTINGS.map(({ name }) => name),
      ALL_SETTINGS.flatMap(variablesOf).map(({ name }) => name),
      ALL_SETTINGS.flatMap(({ flag }) => (flag === undefined ? [] : [asAlias(flag).name])),
    ])
      expect(new Set(names).size).toBe(names.length);
  });
});

describe('which source counts', () => {
  it('is the strongest: flag over environment over file over default', () => {
    const file = write('project/capstan.toml', '[server]\nhost = "::1"\nport = 1001\n');
    expect(load().config.http).toMatchObject({ host: '::1', port: 1_001 });
    expect(originOf(load(), 'server.port')).toBe(`${file}:3`);

    const byVariable = load({ port: '1002' });
    expect(byVariable.config.http).toMatchObject({ host: '::1', port: 1_002 });
    expect(originOf(byVariable, 'server.port')).toBe('$port');

    const byFlag = load({ port: '1002' }, { '--port': '1003' });
    expect(byFlag.config.http.port).toBe(1_003);
    expect(originOf(byFlag, 'server.port')).toBe('--port');
    expect(originOf(byFlag, 'server.host')).toBe(`${file}:2`);
  });

  it('is so for any choice of sources', () => {
    const port = fc.option(fc.integer({ min: 1, max: 65_535 }));
    fc.assert(
      fc.property(port, port, port, port, (inFile, inV0Variable, inOwnVariable, inFlag) => {
        const file = write('any.toml', inFile === null ? '' : `[server]\nport = ${inFile}\n`);
        const env = {
          CAPSTAN_CONFIG: file,
          ...(inV0Variable === null ? {} : { port: String(inV0Variable) }),
          ...(inOwnVariable === null ? {} : { CAPSTAN_PORT: String(inOwnVariable) }),
        };
        const flags = inFlag === null ? {} : { '--port': String(inFlag) };
        expect(load(env, flags).config.http.port).toBe(
          inFlag ?? inOwnVariable ?? inV0Variable ?? inFile ?? 3_000,
        );
      }),
    );
  });

  it('is not an empty variable', () => {
    expect(load({ LLM_MODEL: '' }).config.llm.model).toBeNull();
  });
});

describe('the file', () => {
  it('is the named one, else one of the folder, else one of the home', () => {
    const inHome = write('home/config.toml', '');
    expect(load().file).toBe(inHome);
    const v0 = write('project/config.toml', '');
    expect(load().file).toBe(v0);
    const own = write('project/capstan.toml', '');
    expect(load().file).toBe(own);
    const byVariable = write('variable.toml', '');
    expect(load({ CAPSTAN_CONFIG: byVariable }).file).toBe(byVariable);
    const byFlag = write('flag.toml', '');
    expect(load({ CAPSTAN_CONFIG: byVariable }, { '--config': '../flag.toml' }).file).toBe(byFlag);
  });

  it('is looked for in the home that a variable names', () => {
    mkdirSync(join(folder, 'elsewhere'));
    const file = write('elsewhere/config.toml', '[core]\nmax_iterations = 7');
    const loaded = load({ CAPSTAN_HOME: join(folder, 'elsewhere') });
    expect(loaded.file).toBe(file);
    expect(loaded.config).toMatchObject({ home: join(folder, 'elsewhere'), agent: { maxIterations: 7 } });
  });

  it('is refused when it is missing or no TOML, with the line and without what stands there', () => {
    expect(failureOf(() => load({}, { '--config': 'none.toml' }))).toContain('none.toml cannot be read');
    const file = write('project/config.toml', '[llm]\napi_key = "sk-very-secret\n');
    const message = failureOf(() => load());
    expect(message).toContain(`${file}:2 is not TOML`);
    expect(message).not.toContain('sk-very-secret');
  });

  it('gives paths that begin where it lies', () => {
    write(
      'home/config.toml',
      '[core]\nworkspace_base = "work"\n[extensions]\nuser_auth_class = "./auth.ts#own"',
    );
    expect(load().config.runtime.workspaceBase).toBe(join(home, 'work'));
    expect(load().config.extensions.userAuth).toBe(`${join(home, 'auth.ts')}#own`);
    expect(load({ WORKSPACE_BASE: 'work' }).config.runtime.workspaceBase).toBe(join(cwd, 'work'));
  });

  it('has lines that long texts do not confuse', () => {
    const file = write(
      'project/config.toml',
      '[core]\ngit_user_name = """\n[server]\nport = 1\n"""\n\n[server] # ours\n"port" = "x"\n',
    );
    expect(failureOf(() => load())).toBe(
      `server.port (${file}:8) is "x", but must be a whole number from 0 to 65535`,
    );
  });
});

describe('a configuration of OpenHands', () => {
  const V0_FILE = `
[core]
workspace_base = "./workspace"
debug = true
jwt_secret = "none of ours"
max_budget_per_task = 4.5
runtime = "local"
file_uploads_max_file_size_mb = 0
file_uploads_restrict_file_types = true
file_uploads_allowed_extensions = [".txt", ".tar.gz"]

[llm]
model = "anthropic/claude"
temperature = 0.5

[llm.fast]
model = "other"

[agent]
enable_jupyter = false

[agent.BrowsingAgent]
llm_config = "fast"

[sandbox]
close_delay = 60
timeout = 99

[sandbox.runtime_startup_env_vars]
FIRST = "1"

[security]
confirmation_mode = true
`;

  it('is taken for what there is, and the rest is named', () => {
    const file = write('project/config.toml', V0_FILE);
    const loaded = load({
      SANDBOX_ENV_SECOND: '2',
      LOG_LEVEL: 'WARNING',
      SANDBOX_TIMEOUT: '3',
      CACHE_DIR: '/c',
    });
    expect(loaded.config).toMatchObject({
      agent: { maxBudgetUsd: 4.5 },
      conversations: { closeDelaySeconds: 60 },
      llm: { model: 'anthropic/claude' },
      operations: { logLevel: 'warn' },
      runtime: { workspaceBase: join(cwd, 'workspace'), environment: { FIRST: '1', SECOND: '2' } },
      uploads: { maxFileBytes: 200 * 1_048_576, allowedExtensions: ['.txt', '.tar.gz'] },
    });
    expect(loaded.warnings).toEqual([
      '$SANDBOX_TIMEOUT is not used',
      `core.jwt_secret (${file}:5) is not used`,
      `llm.temperature (${file}:14) is not used`,
      `llm.fast (${file}:16) is not used`,
      `agent.enable_jupyter (${file}:20) is not used`,
      `agent.BrowsingAgent (${file}:22) is not used`,
      `sandbox.timeout (${file}:27) is not used`,
      `[security] (${file}:32) is not used`,
    ]);
    expect(originOf(loaded, 'sandbox.runtime_startup_env_vars')).toBe('$SANDBOX_ENV_SECOND');
  });

  it('may say by switches what is a word here', () => {
    write('project/config.toml', '[core]\ndebug = true');
    expect(load().config.operations).toMatchObject({ logLevel: 'debug', logFormat: 'text' });
    expect(load({ LOG_JSON: '1', SERVE_FRONTEND: 'false' }, { '--frontend': '.' }).config).toMatchObject({
      operations: { logFormat: 'json' },
      http: { frontend: null },
    });
  });

  it('may name its own manager, and no other Python class', () => {
    const standalone =
      'openhands.server.conversation_manager.standalone_conversation_manager.StandaloneConversationManager';
    expect(load({ CONVERSATION_MANAGER_CLASS: standalone }).config.extensions.conversationManager).toBeNull();
  });

  it('may write lists as Python does', () => {
    const env = {
      FILE_UPLOADS_ALLOWED_EXTENSIONS: `['.txt', ".md"]`,
      FILE_UPLOADS_RESTRICT_FILE_TYPES: 'True',
      PERMITTED_CORS_ORIGINS: 'https://a.example, http://localhost:3001',
    };
    const { config } = load(env);
    expect(config.uploads.allowedExtensions).toEqual(['.txt', '.md']);
    expect(config.http.allowedOrigins).toEqual(['https://a.example', 'http://localhost:3001']);
  });
});

describe('what cannot be used', () => {
  it('is told all at once, with where it stands and what is allowed', () => {
    const file = write(
      'project/capstan.toml',
      'port = 1\n[server]\nprot = 1\nhost = 7\n[sandbocks]\n[core]\nport = 2\n',
    );
    const message = failureOf(() =>
      load(
        { LLM_BASE_URL: 'ftp://me:pw@host', CAPSTAN_LOG_LEVEL: 'loud' },
        { '--network': 'a/b', '--prot': '1' },
      ),
    );
    expect(message.split('\n').map((line) => line.replace(/^- /, ''))).toEqual([
      '9 settings cannot be used:',
      '--prot is no flag; did you mean --port?',
      `port (${file}:1) stands in no section; did you mean server.port?`,
      `server.prot (${file}:3) is no setting; did you mean server.port?`,
      `[sandbocks] (${file}:5) is no section; did you mean sandbox?`,
      `core.port (${file}:7) is no setting; did you mean server.port?`,
      `server.host (${file}:4) is 7, but must be a host name or address`,
      'sandbox.network (--network) is "a/b", but must be on, off or a list of host names',
      'llm.base_url ($LLM_BASE_URL) is "ftp://…@host", but must be a URL that begins with http:// or https://, or none',
      'operations.log_level ($CAPSTAN_LOG_LEVEL) is "loud", but must be one of debug, info, warn, error, silent',
    ]);
  });

  it.each([
    ['a secret', { SESSION_API_KEY: 'too short' }],
    ['an environment', { SANDBOX_RUNTIME_STARTUP_ENV_VARS: 'A=too short' }],
  ])('is not quoted when it is %s', (_, env) => {
    expect(failureOf(() => load(env))).not.toContain('too short');
  });

  it('may be two settings that do not go together', () => {
    const message = failureOf(() =>
      load({ CAPSTAN_OIDC_ISSUER: 'https://login.example', CAPSTAN_RATE_LIMIT_REFUSE_AFTER: '3' }),
    );
    expect(message).toContain('auth.oidc_issuer ($CAPSTAN_OIDC_ISSUER) needs auth.oidc_client_id');
    expect(message).toContain(
      'server.rate_limit_refuse_after ($CAPSTAN_RATE_LIMIT_REFUSE_AFTER) must not be less than ' +
        'server.rate_limit_delay_after (default)',
    );
  });

  it('is a runtime without a sandbox on a server with users: each would have what is of the others', () => {
    const users = { CAPSTAN_OIDC_ISSUER: 'https://login.example', CAPSTAN_OIDC_CLIENT_ID: 'capstan' };
    expect(failureOf(() => load({ ...users, RUNTIME: 'cli' }))).toContain('core.runtime ($RUNTIME)');
    expect(load({ ...users, RUNTIME: 'local' }).config.runtime.driver).toBe('local');
    expect(load({ RUNTIME: 'cli' }).config.runtime.driver).toBe('cli');
  });

  it('is mentioned when it looks like a slip in a variable of ours', () => {
    expect(load({ CAPSTAN_PROT: '1', PROT: '1', CAPSTAN_CONFIG: '' }).warnings).toEqual([
      '$CAPSTAN_PROT is no setting; did you mean $CAPSTAN_PORT?',
    ]);
  });

  it('never is anything but told, whatever the variables hold', () => {
    const names = ALL_SETTINGS.flatMap(variablesOf).map(({ name }) => name);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string(), { maxKeys: 5 }), (env) => {
        try {
          expect(load(env).settings.length).toBe(ALL_SETTINGS.length);
        } catch (error) {
          expect(CapstanError.is(error)).toBe(true);
        }
      }),
    );
  });
});

describe('what is shown of a setting', () => {
  it('is no secret', () => {
    const { settings } = load({
      SESSION_API_KEY: 'key-of-this-server',
      LLM_API_KEY: 'sk-of-the-model',
      SANDBOX_ENV_GREETING: 'hello-from-outside',
      LLM_BASE_URL: 'http://me:password@127.0.0.1:9/v1/',
    });
    const shown = Object.fromEntries(settings.map(({ name, value }) => [name, value]));
    expect(shown).toMatchObject({
      'auth.session_api_key': 'set',
      'auth.oidc_client_secret': null,
      'llm.api_key': 'set',
      'llm.base_url': 'http://…@127.0.0.1:9/v1',
      'sandbox.runtime_startup_env_vars': { GREETING: 'set' },
      'server.max_body_mb': 4,
    });
    expect(JSON.stringify(settings)).not.toMatch(/key-of-this|sk-of-the|hello-from|password/);
  });
});
