import type { Command, Reply } from './command.ts';
import { errorOf } from './log-host.ts';

/** A command whose caller waits for the answer. */
export interface PendingCommand {
  command: Command;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export function settle(pending: PendingCommand, reply: Reply | undefined): void {
  if (reply === undefined) pending.reject(new Error('The storage gave no answer'));
  else if (reply.fault === undefined) pending.resolve(reply.value);
  else pending.reject(errorOf(reply.fault));
}
