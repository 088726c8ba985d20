const NAMES = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

/** The way out of this machine's network, and nothing else of the environment. */
export function proxyVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => NAMES.includes(name.toLowerCase())));
}
