import { CapstanError } from '@capstan/protocol';
import type { LogHost } from '../sqlite/log-host.ts';
import { currentOwner, isAlive, type LeaseOwner } from './lease-owner.ts';
import type { LeaseRow } from './lease-table.ts';

const ATTEMPTS = 10;

/** Exclusive ownership of a conversation among the processes of this machine. */
export interface Lease {
  conversationId: string;
  /** Grows with every owner: the fence that keeps a former owner from writing. */
  token: number;
}

export class LeaseStore {
  readonly #host: LogHost;

  constructor(host: LogHost) {
    this.#host = host;
  }

  /**
   * Takes the lease if nobody has it or its owner is dead. Rejects with `conversation_busy`, naming the process, while
   * the owner lives, this process included.
   */
  async acquire(conversationId: string, owner: LeaseOwner = currentOwner()): Promise<Lease> {
    // Most conversations are new, and nobody ever owned them.
    let seen: LeaseRow | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const token = await this.#host.run('takeLease', [conversationId, owner, seen?.token]);
      if (token !== undefined) return { conversationId, token };
      seen = await this.#host.run('findLease', [conversationId]);
      if (seen?.owner && isAlive(seen.owner)) throw busy(conversationId, seen.owner);
    }
    throw new CapstanError('conversation_busy', `Conversation ${conversationId} keeps changing hands`);
  }

  /** The owner, alive or dead, if there is one. */
  async owner(conversationId: string): Promise<LeaseOwner | undefined> {
    const seen = await this.#host.run('findLease', [conversationId]);
    return seen?.owner ?? undefined;
  }

  /** Does nothing if somebody else has taken the lease over meanwhile. */
  release(lease: Lease): Promise<void> {
    return this.#host.run('releaseLease', [lease.conversationId, lease.token]);
  }
}

function busy(conversationId: string, { pid, host }: LeaseOwner): CapstanError {
  const message = `Conversation ${conversationId} is run by process ${pid} on ${host}`;
  return new CapstanError('conversation_busy', message, {
    remedy: `Stop process ${pid} first, or wait until it is done.`,
  });
}
