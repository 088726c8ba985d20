import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decide, DEFAULT_CONTROLLER_CONFIG, fold, initialState } from '@capstan/agent';
import { CapstanError, type Event } from '@capstan/protocol';
import { expect } from 'vitest';
import type { ManagerRig } from './running-manager.ts';

/** One conversation from its creation to its removal. */
export interface Life {
  conversationId: string;
  /** What was acknowledged, by its id. */
  said: Map<number, string>;
  /** Whether somebody has stopped it: then it need not have done what it was told. */
  stopped: boolean;
}

/** Every agent comes to rest, and what is stored of conversations agrees with what runs. */
export async function expectSettled(rig: ManagerRig, conversationIds: readonly string[]): Promise<void> {
  const unsettled = async (): Promise<string[]> => {
    const faults = await Promise.all(conversationIds.map((conversationId) => faultOf(rig, conversationId)));
    return faults.filter((fault) => fault !== undefined);
  };
  await expect.poll(unsettled, { timeout: 20_000 }).toEqual([]);
}

async function faultOf(
  { manager, storage }: ManagerRig,
  conversationId: string,
): Promise<string | undefined> {
  const session = manager.getAgentSession(conversationId);
  if (session?.idle === false) return `${conversationId} does not rest`;
  const owner = await storage.leases.owner(conversationId);
  if ((owner === undefined) !== (session === null)) return `the lease of ${conversationId} is wrong`;
  const status = (await storage.conversations.get(conversationId))?.status;
  const right = session === null ? 'STOPPED' : 'RUNNING';
  return status === right ? undefined : `${conversationId} is ${status}, not ${right}`;
}

/** All that was acknowledged is there, nothing is there twice, and nothing is left to do. */
export async function expectLog(rig: ManagerRig, { conversationId, said, stopped }: Life): Promise<void> {
  const events = await rig.events(conversationId).catch(emptyIfUnbegun);
  expect(
    events.map(({ id }) => id),
    'ids',
  ).toEqual(events.map((_, index) => index));
  for (const [id, content] of said) expect(events[id]).toMatchObject({ source: 'user', args: { content } });
  const words = events.flatMap((event) =>
    event.action === 'message' && event.source === 'user' ? [event.args.content] : [],
  );
  expect(new Set(words).size, 'messages that are there twice').toBe(words.length);
  const causes = events.flatMap((event) => (event.observation === 'run' ? [event.cause] : []));
  expect(new Set(causes).size, 'commands with two results').toBe(causes.length);
  const ran = linesOf(join(rig.home, 'workspaces', conversationId, 'ran'));
  const asked = events.filter((event) => event.action === 'run').length;
  expect(ran, `commands that ran in ${conversationId}`).toBeLessThanOrEqual(asked);
  if (stopped || events.length === 0) return;
  const decision = decide(fold(initialState(), events), DEFAULT_CONTROLLER_CONFIG);
  expect(decision.kind, `what is left to do in ${conversationId}`).toBe('wait');
}

export function expectPlaces(
  { manager }: ManagerRig,
  conversationIds: readonly string[],
  limit: number,
): void {
  const phases = conversationIds.map((conversationId) => manager.getAgentSession(conversationId)?.phase);
  const taken = phases.filter((phase) => phase !== undefined && phase !== 'waiting');
  expect(taken.length, 'places that are taken').toBeLessThanOrEqual(limit);
}

/** After the end of a manager. */
export async function expectNothingHeld(
  { manager, storage }: ManagerRig,
  conversationIds: readonly string[],
): Promise<void> {
  expect(await manager.getRunningAgentLoops()).toEqual(new Set());
  for (const conversationId of conversationIds) {
    expect(await storage.leases.owner(conversationId), `lease of ${conversationId}`).toBeUndefined();
  }
}

/** Each reader was given every event once, in order. */
export function expectFollowed(followed: readonly (readonly number[])[]): void {
  for (const ids of followed) expect(ids).toEqual(ids.map((_, index) => index));
}

export function expectSilence(rig: ManagerRig): void {
  expect(rig.complaints, 'what was only logged').toEqual([]);
}

function emptyIfUnbegun(error: unknown): Event[] {
  if (CapstanError.is(error) && error.code === 'conversation_not_found') return [];
  throw error;
}

function linesOf(file: string): number {
  try {
    return readFileSync(file, 'utf8').split('\n').length - 1;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
