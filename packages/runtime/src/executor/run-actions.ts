import { spawn } from 'node:child_process';
import type { ObservationDraft } from '@capstan/protocol';
import type { RunRequest } from './action-request.ts';
import type { ExecutorConfiguration } from './configuration.ts';
import type { ActionContext } from './executor.ts';

export class RunActions {
  #c: ExecutorConfiguration;
  constructor(c: ExecutorConfiguration) {
    this.#c = c;
  }
  get cwd(): string {
    return this.#c.workspace;
  }
  setEnvironment(v: Record<string, string>): void {
    Object.assign(this.#c.environment, v);
  }
  async close(): Promise<void> {}
  run(r: RunRequest, x: ActionContext): Promise<ObservationDraft> {
    return new Promise((resolve) => {
      const c = spawn('/bin/bash', ['-c', r.command], {
        cwd: this.#c.workspace,
        env: { ...this.#c.environment, ...x.secrets },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      for (const s of [c.stdout, c.stderr])
        s.on('data', (d) => {
          out += d;
          x.onOutput(String(d));
        });
      x.signal.addEventListener('abort', () => c.kill('SIGINT'));
      c.on('close', (code) =>
        resolve({
          observation: 'run',
          content: out.trimEnd(),
          extras: {
            command: r.command,
            metadata: {
              exit_code: code ?? -1,
              pid: -1,
              username: null,
              hostname: null,
              working_dir: null,
              py_interpreter_path: null,
              prefix: '',
              suffix: '',
            },
            hidden: r.hidden,
          },
          success: code === 0,
        }),
      );
    });
  }
}
