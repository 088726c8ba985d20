import { expect, it } from 'vitest';
import { isLoopback } from './loopback.ts';

it.each(['127.0.0.1', '127.8.9.10', 'localhost', 'app.localhost', '::1', '[::1]', '::ffff:127.0.0.1'])(
  '%s is reached from this machine alone',
  (host) => expect(isLoopback(host)).toBe(true),
);

it.each(['0.0.0.0', '::', '10.0.0.1', 'example.org', 'localhost.example.org', ''])(
  '%j can be reached from elsewhere',
  (host) => expect(isLoopback(host)).toBe(false),
);
