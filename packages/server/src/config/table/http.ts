import * as z from 'zod';
import { isNetwork } from '../../http/client-address.ts';
import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

const origin = z.string().refine((value) => URL.canParse(value) && new URL(value).origin === value);
const network = z.string().refine(isNetwork);
const host = z.string().regex(/^[^\s/]+$/);

export const httpSettings = {
  home: setting({
    name: 'server.home',
    kind: kind.path,
    default: '',
    flag: '--home',
    help: 'folder that keeps what lasts',
  }),
  host: setting({
    name: 'server.host',
    kind: kind.text('a host name or address'),
    default: '127.0.0.1',
    flag: '--host',
    help: 'address to listen on',
  }),
  port: setting({
    name: 'server.port',
    kind: kind.integer({ min: 0, max: 65_535 }),
    default: 3_000,
    variables: ['port'],
    flag: '--port',
    help: 'port to listen on; 0 takes a free one',
  }),
  publicUrl: setting({
    name: 'server.public_url',
    kind: kind.orNone(kind.url),
    default: null,
    flag: '--public-url',
    help: 'where people reach the server, when that is not its own address',
  }),
  allowedOrigins: setting({
    name: 'server.allowed_origins',
    kind: kind.list(origin, 'origins such as https://example.org'),
    default: [],
    variables: ['PERMITTED_CORS_ORIGINS'],
    help: 'origins from which browsers may call; empty: those of loopback hosts',
  }),
  allowedHosts: setting({
    name: 'server.allowed_hosts',
    kind: kind.list(host, 'host names'),
    default: [],
    help: 'values of Host that are answered beside loopback names and the public URL',
  }),
  plainHttpGitHosts: setting({
    name: 'server.plain_http_git_hosts',
    kind: kind.list(host, 'host names'),
    default: [],
    help: 'git hosts that may be reached without https, such as git.internal:3000',
  }),
  trustedProxies: setting({
    name: 'server.trusted_proxies',
    kind: kind.list(network, 'addresses or networks such as 10.0.0.0/8'),
    default: [],
    help: 'proxies on other machines whose X-Forwarded-For is believed',
  }),
  serveFrontend: setting({
    name: 'server.serve_frontend',
    kind: kind.truth,
    default: true,
    variables: ['SERVE_FRONTEND'],
    help: 'whether the web client is served',
  }),
  frontend: setting({
    name: 'server.frontend',
    kind: kind.orNone(kind.path),
    default: null,
    flag: '--frontend',
    help: 'folder with the web client; default the one that came with the program',
  }),
  maxBodyBytes: setting({
    name: 'server.max_body_mb',
    kind: kind.mebibytes,
    default: 4 * 1_048_576,
    help: 'largest JSON body',
  }),
  rateLimit: setting({
    name: 'server.rate_limit',
    kind: kind.truth,
    default: true,
    help: 'whether a client that asks too often is slowed down',
  }),
  rateLimitDelayAfter: setting({
    name: 'server.rate_limit_delay_after',
    kind: kind.wholeNumber(1),
    default: 100,
    help: 'requests of a client within a second before it has to wait',
  }),
  rateLimitRefuseAfter: setting({
    name: 'server.rate_limit_refuse_after',
    kind: kind.wholeNumber(1),
    default: 300,
    help: 'requests of a client within a second before it is refused',
  }),
};
