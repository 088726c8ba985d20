import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ProgramResult, Runtime } from '@capstan/protocol';
import { RuntimeRig } from './runtime-rig.ts';

export type Driver = 'local' | 'cli';

/** A connected runtime with what is needed to try its access to the workspace. */
export class AccessRig implements AsyncDisposable {
  readonly rig = new RuntimeRig();
  readonly runtime: Runtime;

  private constructor(rig: RuntimeRig, runtime: Runtime) {
    this.rig = rig;
    this.runtime = runtime;
  }

  static async start(driver: Driver, options: Parameters<RuntimeRig['start']>[1] = {}): Promise<AccessRig> {
    const rig = new RuntimeRig();
    return new AccessRig(rig, await rig.start(driver, options));
  }

  get access(): Runtime['access'] {
    return this.runtime.access;
  }

  /** A path in the workspace as this machine sees it. */
  at(...names: string[]): string {
    return join(this.rig.workspace, ...names);
  }

  async read(path: string): Promise<Buffer> {
    const { body } = await this.access.read(path);
    return buffer(Readable.from(body));
  }

  write(
    path: string,
    bytes: Buffer | string,
    maxBytes = 2 ** 30,
  ): Promise<{ path: string; sizeBytes: number }> {
    return this.access.write(path, Readable.from([Buffer.from(bytes)]), { maxBytes });
  }

  shell(
    script: string,
    more: { timeoutSeconds?: number; signal?: AbortSignal } = {},
  ): Promise<ProgramResult> {
    return this.access.run({ program: 'bash', args: ['-c', script], ...more });
  }

  async printed(script: string): Promise<string> {
    return Buffer.from((await this.shell(script)).stdout)
      .toString()
      .trim();
  }

  /** How many files the process that does the work has open. */
  async openFiles(): Promise<number> {
    if (this.runtime.driver === 'cli') return readdirSync('/proc/self/fd').length;
    return Number(await this.printed('ls /proc/$(pgrep -x capstan-executo)/fd | wc -l'));
  }

  /** Names of what lies in the workspace, at any depth, hidden or not. */
  names(): string[] {
    return existsSync(this.rig.workspace)
      ? readdirSync(this.rig.workspace, { recursive: true, encoding: 'utf8' }).toSorted()
      : [];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.rig[Symbol.asyncDispose]();
  }
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
