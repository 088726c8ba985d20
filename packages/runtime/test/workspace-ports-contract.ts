import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { AccessRig, type Driver } from './access-rig.ts';
import { output } from './runtime-rig.ts';
import { ShellReader } from './shell-reader.ts';

/** A command for a server on a free port, whose number it writes into the file `name`. */
const serve = (name: string, host: string): string =>
  `node -e 'const s = require("http").createServer((_, r) => r.end("served"));` +
  ` s.listen(0, "${host}", () => require("fs").writeFileSync("${name}", s.address().port + "\\n"))' > /dev/null 2>&1 &`;

/** The port in that file, once it stands there. */
async function portIn(rig: AccessRig, name: string): Promise<number> {
  const port = (): number => (rig.names().includes(name) ? Number(readFileSync(rig.at(name), 'utf8')) : 0);
  await expect.poll(port, { timeout: 20_000 }).toBeGreaterThan(0);
  return port();
}

/** A server of this machine that is none of the conversation's. */
async function foreignServer(): Promise<AsyncDisposable & { port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, [Symbol.asyncDispose]: async () => void (await once(server.close(), 'close')) };
}

/** What every driver has to tell of ports. */
export function describeWorkspacePorts(driver: Driver): void {
  describe(`ports in the ${driver} runtime`, () => {
    it('are those of what the agent has started, for as long as it listens', async () => {
      await using rig = await AccessRig.start(driver);
      await using foreign = await foreignServer();
      expect(await rig.access.listeningPorts()).toEqual([]);
      await output(rig.runtime, serve('near', '127.0.0.1'));
      await output(rig.runtime, serve('far', '0.0.0.0'));
      const near = await portIn(rig, 'near');
      const far = await portIn(rig, 'far');
      const told = await rig.access.listeningPorts();
      const expected = [
        { port: near, boundTo: 'loopback' },
        { port: far, boundTo: 'all' },
      ];
      expect(told).toMatchObject(expected.toSorted((a, b) => a.port - b.port));
      expect(told.every(({ program }) => /\S/.test(program))).toBe(true);
      expect(told.map(({ port }) => port)).not.toContain(foreign.port);
      expect(await (await fetch(`http://localhost:${near}`)).text()).toBe('served');
      await output(rig.runtime, 'kill %1');
      await expect
        .poll(async () => (await rig.access.listeningPorts()).map(({ port }) => port))
        .toEqual([far]);
    });

    it('are those of what a person has started in a shell, also in IPv6', async () => {
      await using rig = await AccessRig.start(driver, { environment: { PS1: '$ ' } });
      const reader = new ShellReader(await rig.access.openShell({ columns: 200, rows: 30 }));
      await reader.shell.write(Buffer.from(`${serve('all', '::')}\r`));
      const port = await portIn(rig, 'all');
      expect(await rig.access.listeningPorts()).toMatchObject([{ port, boundTo: 'all' }]);
      await reader.shell.close();
      expect(await rig.access.listeningPorts()).toEqual([]);
    });

    it('are not waited for by whoever does not want them any more', async () => {
      await using rig = await AccessRig.start(driver);
      await expect(rig.access.listeningPorts(AbortSignal.abort())).rejects.toMatchObject({
        code: 'cancelled',
      });
    });
  });
}

/** Where nothing of this machine reaches into the sandbox. */
export function describePortsOfOwnNetwork(): void {
  it.each([['off' as const], [['example.com']]])(
    'a sandbox with the network %j tells no ports, since nothing reaches them',
    async (network) => {
      await using rig = await AccessRig.start('local', { network });
      await output(rig.runtime, serve('near', '127.0.0.1'));
      await portIn(rig, 'near');
      expect(await rig.access.listeningPorts()).toEqual([]);
    },
  );
}
