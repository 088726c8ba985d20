/** Variables of this process that say how the machine is set up and hold nothing personal. */
const PASSED_ON = [
  'LANG',
  'LANGUAGE',
  'TZ',
  'COLORTERM',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'GIT_SSL_CAINFO',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
] as const;

/** Names that look as if their values were nobody's business. */
const SECRET_NAME = /(API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)/i;

/** `git` and friends would otherwise wait for somebody to turn the page. */
const NO_PAGER = { PAGER: 'cat', GIT_PAGER: 'cat', SYSTEMD_PAGER: 'cat', MANPAGER: 'cat' } as const;

export interface EnvironmentOwner {
  name: string;
  home: string;
}

/** Variables named `SANDBOX_ENV_X` of this process, as `X`. */
function sandboxVariables(source: NodeJS.ProcessEnv): Record<string, string> {
  return selected(
    source,
    (name) => name.startsWith('SANDBOX_ENV_'),
    (name) => name.slice('SANDBOX_ENV_'.length),
  );
}

/** The environment of commands in a sandbox: nothing of this process but what `PASSED_ON` and `SANDBOX_ENV_` name. */
export function sandboxEnvironment(
  source: NodeJS.ProcessEnv,
  owner: EnvironmentOwner,
  extra: Record<string, string>,
): Record<string, string> {
  const passed = selected(
    source,
    (name, value) =>
      (PASSED_ON.some((known) => known === name) || name.startsWith('LC_')) && !holdsCredentials(value),
  );
  return {
    LANG: 'C.UTF-8',
    ...passed,
    PATH: source.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: owner.home,
    USER: owner.name,
    LOGNAME: owner.name,
    SHELL: '/bin/bash',
    TERM: 'xterm-256color',
    ...NO_PAGER,
    ...sandboxVariables(source),
    ...extra,
  };
}

/** The environment of commands that run as the user: all of it but what looks like a secret or is Capstan's. */
export function userEnvironment(
  source: NodeJS.ProcessEnv,
  extra: Record<string, string>,
): Record<string, string> {
  const passed = selected(source, (name) => !SECRET_NAME.test(name) && !name.startsWith('CAPSTAN_'));
  return { ...passed, TERM: 'xterm-256color', ...NO_PAGER, ...sandboxVariables(source), ...extra };
}

function selected(
  source: NodeJS.ProcessEnv,
  wanted: (name: string, value: string) => boolean,
  rename: (name: string) => string = (name) => name,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value !== undefined && wanted(name, value)) found[rename(name)] = value;
  }
  return found;
}

/** A proxy's URL may carry a password. */
const holdsCredentials = (value: string): boolean => /^[a-z]+:\/\/[^/]*@/i.test(value);
