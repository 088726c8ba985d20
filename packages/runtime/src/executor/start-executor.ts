import type { ExecutorConfiguration } from './configuration.ts';
import type { PortOwners } from '../access/direct-access.ts';
import { Executor } from './executor.ts';
import { FileActions, WORKSPACE_ALIAS } from './file-actions.ts';
import { Ledger } from './ledger.ts';
import { RunActions } from './run-actions.ts';
import { WorkspaceService } from './workspace-service.ts';

export interface RunningExecutor {
  executor: Executor;
  workspace: WorkspaceService;
  /** Adds variables to those of every command from now on. */
  setEnvironment: (variables: Record<string, string>) => void;
  /** Interrupts what runs, then ends the shells and all that they started. */
  close: () => Promise<void>;
}

/** Without a sandbox, most of what can be seen is somebody else's. */
function portOwners(
  { sharesNetwork, confineFiles }: ExecutorConfiguration,
  commands: RunActions,
): PortOwners {
  if (!sharesNetwork) return 'nobody';
  return confineFiles ? () => commands.shellProcesses : 'everybody';
}

/** Puts an executor together. The shell starts at once, while its first command is still on the way. */
export function startExecutor(configuration: ExecutorConfiguration, onActivity: () => void): RunningExecutor {
  const { workspace, confineFiles } = configuration;
  const ledger = new Ledger(configuration.ledger);
  const commands = new RunActions(configuration);
  const files = new FileActions({ workspace, confine: confineFiles, cwd: () => commands.cwd });
  const service = new WorkspaceService({
    scope: confineFiles
      ? { workspace, readable: [workspace], writable: [workspace], alias: WORKSPACE_ALIAS }
      : { workspace, readable: ['/'], writable: [workspace, '/tmp'], alias: null },
    environment: () => configuration.environment,
    guardsPrograms: confineFiles,
    portOwners: portOwners(configuration, commands),
  });
  const executor = new Executor({
    ledger,
    onActivity,
    perform: (request, context) => {
      switch (request.kind) {
        case 'run':
          return commands.run(request, context);
        case 'read':
          return files.read(request);
        case 'write':
          return files.write(request);
        case 'edit':
          return files.edit(request);
      }
    },
  });
  return {
    executor,
    workspace: service,
    setEnvironment: (variables) => commands.setEnvironment(variables),
    close: async () => {
      await Promise.all([executor.interruptAll(), service.close()]);
      await commands.close();
    },
  };
}
