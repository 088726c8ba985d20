import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

export const runtimeSettings = {
  driver: setting({
    name: 'core.runtime',
    kind: kind.text('the name of a runtime'),
    default: 'local',
    variables: ['RUNTIME'],
    flag: '--runtime',
    help: 'where actions run: local (sandboxed) or cli (no sandbox)',
  }),
  workspaceBase: setting({
    name: 'core.workspace_base',
    kind: kind.orNone(kind.path),
    default: null,
    variables: ['WORKSPACE_BASE'],
    flag: '--workspace-base',
    help: 'folder of the workspaces; none: workspaces in the home folder',
  }),
  network: setting({
    name: 'sandbox.network',
    kind: kind.network,
    default: 'on',
    flag: '--network',
    help: 'network of the sandbox: on, off, or the hosts that it may reach',
  }),
  memoryMb: setting({
    name: 'sandbox.memory_mb',
    kind: kind.orNone(kind.wholeNumber(1)),
    default: null,
    flag: '--memory',
    help: 'memory limit of a sandbox in MiB',
  }),
  environment: setting({
    name: 'sandbox.runtime_startup_env_vars',
    kind: kind.environment,
    default: {},
    variables: ['SANDBOX_RUNTIME_STARTUP_ENV_VARS'],
    entriesPrefix: 'SANDBOX_ENV_',
    secret: true,
    help: 'variables of every command; SANDBOX_ENV_X gives X',
  }),
  initGitInEmptyWorkspace: setting({
    name: 'core.init_git_in_empty_workspace',
    kind: kind.truth,
    default: false,
    variables: ['INIT_GIT_IN_EMPTY_WORKSPACE'],
    help: 'whether an empty workspace becomes a git repository',
  }),
  setupScriptSeconds: setting({
    name: 'sandbox.setup_script_seconds',
    kind: kind.positive,
    default: 600,
    help: 'how long the setup script of a repository may take',
  }),
  gitUserName: setting({
    name: 'core.git_user_name',
    kind: kind.text('a name'),
    default: 'Capstan',
    variables: ['GIT_USER_NAME'],
    help: 'author of commits',
  }),
  gitUserEmail: setting({
    name: 'core.git_user_email',
    kind: kind.text('an address'),
    default: 'capstan@localhost',
    variables: ['GIT_USER_EMAIL'],
    help: 'address of the author of commits',
  }),
};
