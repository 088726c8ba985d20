import {
  fold,
  initialState,
  responseOf,
  View,
  type ConfirmationPolicy,
  type ConversationState,
} from '@capstan/agent';
import { isAction, isObservation, type Event } from '@capstan/protocol';
import { expect } from 'vitest';
import { pairingFaults, type RandomModel } from './random-model.ts';

export interface EndedLog {
  events: readonly Event[];
  /** As the controller holds it. */
  state: ConversationState;
  /** Commands in the order in which they were begun; each stands in one call only. */
  ran: readonly string[];
  confirmation: ConfirmationPolicy;
}

type RunEvent = Extract<Event, { action: 'run' }>;

/** What holds of the log of every agent that has ended, whatever happened on the way. */
export function expectEnded({ events, state, ran, confirmation }: EndedLog): void {
  expectFold(events, state);
  expect(state, 'what is open at the end').toMatchObject({
    agentState: expect.stringMatching(/^(stopped|finished|rejected|error)$/),
    pending: null,
    userActions: [],
    openResponse: null,
  });
  const view = new View();
  for (const event of events) view.apply(event);
  expect(pairingFaults([...view.messages()]), 'calls and results').toEqual([]);
  expect(internalErrors(events), 'errors of the controller itself').toEqual([]);
  expect(new Set(ran).size, `commands run twice among ${ran.join(', ')}`).toBe(ran.length);
  expectAnswered(events);
  const runs = events.filter((event) => event.action === 'run');
  expectObserved(events, runs);
  expectAllowed({ events, runs, ran, confirmation });
}

export function expectFold(events: readonly Event[], state: ConversationState): void {
  expect(state, 'live state and the log folded afresh').toEqual(fold(initialState(), events));
}

export function expectSoundPrompts({ promptFaults }: RandomModel): void {
  expect(promptFaults, 'what was wrong with prompts').toEqual([]);
}

/** The message with this id set an agent going that had ended. */
export function expectWoken(events: readonly Event[], message: number): void {
  const states = events
    .slice(message)
    .map((event) => event.observation === 'agent_state_changed' && event.extras.agent_state);
  expect(states, 'states after a message').toContain('running');
}

/** Nobody waits for a decision about nothing, and nothing runs unattended. */
export function expectReasonToRest({ agentState, pending }: ConversationState): void {
  expect(agentState, 'a state to rest in').toMatch(
    /^(awaiting_user_input|awaiting_user_confirmation|paused|stopped|finished|rejected|error)$/,
  );
  if (agentState === 'awaiting_user_confirmation')
    expect(pending, 'what the person is asked about').not.toBeNull();
}

/** What the person did last is what the agent rests upon; `heard` tells whether the model read the last message. */
export function expectHeeded(deed: string, { agentState }: ConversationState, heard: boolean): void {
  if (deed === 'stopped') expect(agentState).toMatch(/^(stopped|finished|rejected|error)$/);
  if (deed === 'paused') expect(agentState).toMatch(/^(paused|stopped|finished|rejected|error)$/);
  if (deed === 'message' && agentState === 'finished') expect(heard, 'whether the model read it').toBe(true);
}

function internalErrors(events: readonly Event[]): string[] {
  return events.flatMap((event) =>
    event.observation === 'agent_state_changed' && event.extras.reason.startsWith('internal:')
      ? [event.extras.reason]
      : [],
  );
}

/** Each call of each answer came to an observation, and none was begun after the answer had been refused. */
function expectAnswered(events: readonly Event[]): void {
  const answered = new Set<string>();
  const refused = new Set<unknown>();
  const begunLate: number[] = [];
  for (const event of events) {
    const metadata = isAction(event) || isObservation(event) ? event.tool_call_metadata : undefined;
    if (metadata === undefined) continue;
    const answer = metadata.model_response['id'];
    if (event.action === undefined || event.action === 'finish') answered.add(metadata.tool_call_id);
    if (event.action !== undefined && refused.has(answer)) begunLate.push(event.id);
    if (event.action === 'finish' || event.observation === 'user_rejected') refused.add(answer);
  }
  const calls = events.flatMap((event) => responseOf(event)?.content ?? []);
  const ids = calls.flatMap((part) => (part.type === 'tool-call' ? [part.toolCallId] : []));
  const left = ids.filter((id) => !answered.has(id));
  expect(left, 'calls that came to nothing').toEqual([]);
  expect(begunLate, 'actions of an answer that had been refused').toEqual([]);
}

/** One observation for each command, save those that were appended again with the answer of the person. */
function expectObserved(events: readonly Event[], runs: readonly RunEvent[]): void {
  const causes = events.flatMap(({ cause }) => (cause === undefined ? [] : [cause]));
  const latest = new Map(runs.map((run) => [run.args.command, run.id]));
  for (const { id, args } of runs) {
    const observations = causes.filter((cause) => cause === id).length;
    expect(observations, `observations of action ${id}`).toBe(latest.get(args.command) === id ? 1 : 0);
  }
}

/** Nothing of the agent that needs a yes ran without one, and each yes of the log was said by the person. */
function expectAllowed(log: Omit<EndedLog, 'state'> & { runs: readonly RunEvent[] }): void {
  const { events, runs, ran, confirmation } = log;
  const yeses = events.flatMap((event) =>
    event.action === 'change_agent_state' && event.args.agent_state === 'user_confirmed' ? [event.id] : [],
  );
  const confirmed = new Set<string>();
  for (const { id, args } of runs) {
    if (args.confirmation_state !== 'confirmed' || !needsYes(confirmation, args.security_risk)) continue;
    const asked = runs.find((run) => run.args.command === args.command);
    const said = yeses.some((yes) => yes < id && asked !== undefined && yes > asked.id);
    if (said) confirmed.add(args.command);
  }
  const own = runs.filter((run) => run.source === 'agent' && needsYes(confirmation, run.args.security_risk));
  const unallowed = own.filter(({ args }) => ran.includes(args.command) && !confirmed.has(args.command));
  expect(unallowed, 'commands run without a yes').toEqual([]);
}

function needsYes(policy: ConfirmationPolicy, risk = -1): boolean {
  if (typeof policy === 'string') return policy === 'always';
  return risk === -1 || risk > policy.above;
}
