import { connect, createServer } from 'node:net';

/** Where commands inside find the proxy. The sandbox has a loopback of its own, so the number is free. */
const RELAY_PORT = 3128;

/** Variables that make programs use it. */
export const RELAY_ENVIRONMENT: Readonly<Record<string, string>> = Object.fromEntries([
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
    [name, `http://127.0.0.1:${RELAY_PORT}`],
    [name.toLowerCase(), `http://127.0.0.1:${RELAY_PORT}`],
  ]),
  ...['NO_PROXY', 'no_proxy'].map((name) => [name, 'localhost,127.0.0.1,::1']),
  ['NODE_USE_ENV_PROXY', '1'],
]);

/**
 * Passes connections of the sandbox's loopback on to the egress proxy's socket, and holds one idle
 * connection by which the proxy sees that the sandbox lives.
 */
export async function startEgressRelay(socketPath: string): Promise<void> {
  const hold = connect(socketPath);
  hold.on('error', () => hold.destroy());
  hold.unref();
  const relay = createServer({ noDelay: true }, (inner) => {
    const outer = connect(socketPath);
    inner.on('error', () => outer.destroy());
    outer.on('error', () => inner.destroy());
    inner.on('close', () => outer.destroy());
    outer.on('close', () => inner.destroy());
    inner.pipe(outer).pipe(inner);
  });
  relay.unref();
  await new Promise<void>((resolve, reject) => {
    relay.once('error', reject);
    relay.listen(RELAY_PORT, '127.0.0.1', resolve);
  });
}
