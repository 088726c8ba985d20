import type http from 'node:http';
import type https from 'node:https';

/**
 * `import 'node:http'` reads every export of the module, and one of them loads the whole of undici:
 * 40 ms and 16 MB. Asking for the module object does not. TLS is loaded when the first `https:` URL asks.
 */
export const nodeHttp = (): typeof http => process.getBuiltinModule('node:http');

export const nodeHttps = (): typeof https => process.getBuiltinModule('node:https');
