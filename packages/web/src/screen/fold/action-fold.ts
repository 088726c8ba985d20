import type { ModelResponse, ObservationEvent, ObservationOfName } from '@capstan/protocol';
import type { ActionEntry, Entry } from '../entry.ts';
import { actionEntry, PROGRESS_OF, type ShownAction } from './action-entry.ts';
import { answeredEntry } from './answered-entry.ts';
import { callKeyOf } from './call-key.ts';
import { Delegations, type Delegation, type Standing } from './delegations.ts';
import { EntryTree, OUTERMOST } from './entry-tree.ts';
import { failedCallEntry } from './failed-call.ts';
import { jsonText } from './json-text.ts';
import { looseEntry } from './loose-observation.ts';
import { OpenActions, type OpenAction } from './open-actions.ts';
import { stampOf } from './plain-entry.ts';
import { TouchedFiles } from './touched-files.ts';
import { UnissuedCalls } from './unissued-calls.ts';

interface Parts {
  tree: EntryTree;
  open: OpenActions;
  delegations: Delegations;
  calls: UnissuedCalls;
  files: TouchedFiles;
  /** Agents' actions since the last answer of a model, by list. */
  current: Map<number, OpenAction[]>;
  /** Actions of which nothing is shown, nor of what comes of them. */
  quiet: Set<number>;
  /** Actions of kinds that are not known: what comes of them may be. */
  unknown: Set<number>;
  directory: string | null;
}

/** What agents do and what comes of it. Every event costs O(1), however many came before. */
export class ActionFold {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static empty(): ActionFold {
    return new ActionFold({
      tree: EntryTree.empty(),
      open: new OpenActions(),
      delegations: new Delegations(),
      calls: new UnissuedCalls(),
      files: new TouchedFiles(),
      current: new Map(),
      quiet: new Set(),
      unknown: new Set(),
      directory: null,
    });
  }

  copy(): ActionFold {
    const { tree, open, delegations, calls, files, current, quiet, unknown, directory } = this.#parts;
    return new ActionFold({
      tree: tree.copy(),
      open: open.copy(),
      delegations: delegations.copy(),
      calls: calls.copy(),
      files: files.copy(),
      current: new Map(Array.from(current, ([list, actions]) => [list, [...actions]])),
      quiet: new Set(quiet),
      unknown: new Set(unknown),
      directory,
    });
  }

  get tree(): EntryTree {
    return this.#parts.tree;
  }

  get files(): TouchedFiles {
    return this.#parts.files;
  }

  get directory(): string | null {
    return this.#parts.directory;
  }

  /** The task that is being worked on for another agent. */
  get delegation(): Delegation | undefined {
    return this.#parts.delegations.innermost;
  }

  /** The list of the agent that is at work. */
  get list(): number {
    return this.#parts.delegations.list;
  }

  /** The action that the person is asked about. */
  get waiting(): ActionEntry | null {
    const actions = this.#parts.current.get(this.list) ?? [];
    for (let index = actions.length - 1; index >= 0; index -= 1) {
      const entry = this.#entryOf(actions[index]);
      if (entry?.progress === 'waiting') return entry;
    }
    return null;
  }

  /** A new answer: what was open of the one before has come to nothing. */
  onResponse(response: ModelResponse, at: string): void {
    this.interrupt(at);
    this.#parts.calls.add(response);
  }

  /** `standing` is that of the agent that acts. */
  begin(event: ShownAction, standing: Standing): void {
    const { tree, open, calls, current, delegations } = this.#parts;
    calls.take(event.tool_call_metadata);
    const asked = this.#askedBefore(event);
    if (asked !== undefined) {
      this.#answer(asked, event);
      return;
    }
    const list = event.source === 'user' ? OUTERMOST : this.list;
    const place = tree.add(list, actionEntry(event));
    const movesShell = event.action === 'run' && !event.args.is_static;
    const action = { ids: [event.id], key: keyOf(event), place, movesShell };
    open.add(action);
    if (event.source !== 'user') {
      const since = current.get(list);
      if (since === undefined) current.set(list, [action]);
      else since.push(action);
    }
    if (event.action !== 'delegate') return;
    const entry = this.#entryOf(action);
    const task = entry?.kind === 'delegate' ? entry.task : '';
    const { agent } = event.args;
    delegations.begin({
      place,
      list: tree.nest(place),
      agent,
      task,
      actionId: event.id,
      before: standing,
    });
  }

  /** Neither it nor what comes of it is shown. */
  hush(id: number): void {
    this.#parts.quiet.add(id);
  }

  onUnknown(id: number): void {
    this.#parts.unknown.add(id);
  }

  /** Gives the delegation that has ended with it, if one has. */
  observe(event: ObservationEvent, response: ModelResponse | null): Delegation | undefined {
    const action = this.#answered(event);
    if (action !== undefined) return this.#settle(action, event);
    const { cause } = event;
    const { quiet, unknown } = this.#parts;
    if (cause !== undefined && quiet.delete(cause)) return undefined;
    if (event.observation === 'error') this.#fail(event, response);
    else if (cause === undefined || unknown.has(cause)) this.#observeLoose(event);
    return undefined;
  }

  /** What the agent at work has open has come to nothing, unless it still gets an observation. */
  interrupt(at: string, list = this.list): void {
    const { current, tree } = this.#parts;
    for (const action of current.get(list) ?? []) {
      const entry = this.#entryOf(action);
      if (entry?.progress !== 'running' && entry?.progress !== 'waiting') continue;
      tree.set(action.place, { ...entry, progress: 'interrupted', endedAt: at });
    }
    current.delete(list);
  }

  /** As `interrupt`, for all agents. */
  interruptAll(at: string): void {
    for (const list of [...this.#parts.current.keys()]) this.interrupt(at, list);
  }

  /** Who works for another agent does so no more. */
  abandonDelegates(at: string): void {
    this.interruptAll(at);
    const [outermost] = this.#parts.delegations.all();
    if (outermost !== undefined) this.#parts.delegations.end(outermost.actionId);
  }

  #askedBefore(event: ShownAction): OpenAction | undefined {
    const key = callKeyOf(event.tool_call_metadata) ?? requestKey(event);
    const action = key === undefined ? undefined : this.#parts.open.byKey(key);
    const entry = this.#entryOf(action);
    return entry !== undefined && entry.kind === actionEntry(event).kind ? action : undefined;
  }

  /** The same action once more, with what the person said about it. */
  #answer(asked: OpenAction, event: ShownAction): void {
    const { tree, open, current } = this.#parts;
    const entry = this.#entryOf(asked);
    if (entry === undefined || event.action === 'delegate') return;
    const action = { ...asked, ids: [...asked.ids, event.id] };
    open.remove(asked);
    open.add(action);
    const since = current.get(asked.place.list);
    const index = since?.indexOf(asked) ?? -1;
    if (index >= 0) since?.splice(index, 1, action);
    const progress = PROGRESS_OF[event.args.confirmation_state];
    const startedAt = progress === 'running' ? event.timestamp : null;
    tree.set(asked.place, { ...entry, actionId: event.id, progress, startedAt, endedAt: null });
  }

  #answered(event: ObservationEvent): OpenAction | undefined {
    const { open } = this.#parts;
    const action = open.answeredBy(event);
    if (action !== undefined || event.observation !== 'delegate' || event.cause !== undefined) return action;
    // Logs of other systems do not say which task it was.
    return this.delegation === undefined ? undefined : open.get(this.delegation.actionId);
  }

  #settle(action: OpenAction, event: ObservationEvent): Delegation | undefined {
    const { tree, open, files, delegations } = this.#parts;
    open.remove(action);
    const before = this.#entryOf(action);
    if (before === undefined) return undefined;
    const entry = answeredEntry(before, event);
    tree.set(action.place, entry);
    if (entry.kind === 'command' && entry.directory !== null && action.movesShell) {
      this.#parts.directory = entry.directory;
    }
    if (entry.kind === 'edit' && entry.progress === 'done') files.apply(entry, isNew(event));
    if (entry.kind !== 'delegate') return undefined;
    const ended = delegations.all().findIndex((one) => one.actionId === entry.id);
    if (ended < 0) return undefined;
    for (const { list } of delegations.all().slice(ended)) this.interrupt(event.timestamp, list);
    return delegations.end(entry.id);
  }

  /** An error that answers no action: a call that never became one, or a failure of its own. */
  #fail(event: ObservationOfName<'error'>, response: ModelResponse | null): void {
    const { tree, calls } = this.#parts;
    const call = calls.take(event.tool_call_metadata);
    const toolName = event.tool_call_metadata?.function_name;
    if (toolName === undefined) {
      const error = { kind: 'error', code: '', text: event.content, remedy: '' } as const;
      tree.add(this.list, { ...stampOf(event), ...error });
      return;
    }
    const words = response?.content.map((part) => (part.type === 'text' ? part.text : '')).join('') ?? '';
    const failed = { toolName, arguments: call?.arguments ?? '', thought: words };
    tree.add(this.list, failedCallEntry(event, failed));
  }

  #observeLoose(event: ObservationEvent): void {
    if (event.observation === 'run' && event.extras.hidden) return;
    const entry = looseEntry(event);
    if (entry === null) return;
    this.#parts.tree.add(this.list, entry);
    if (entry.kind === 'edit' && entry.progress === 'done') this.#parts.files.apply(entry, isNew(event));
  }

  #entryOf(action: OpenAction | undefined): ActionEntry | undefined {
    const entry: Entry | undefined = action === undefined ? undefined : this.#parts.tree.get(action.place);
    return entry !== undefined && 'actionId' in entry ? entry : undefined;
  }
}

const isNew = (event: ObservationEvent): boolean =>
  event.observation === 'edit' && !event.extras.prev_exist && event.extras.new_content !== null;

/** Calls have names. An action without one is known by what it asks for, as long as the person has not answered. */
function keyOf(event: ShownAction): string | undefined {
  const call = callKeyOf(event.tool_call_metadata);
  if (call !== undefined || event.action === 'delegate') return call;
  return event.args.confirmation_state === 'awaiting_confirmation' ? requestKey(event) : undefined;
}

function requestKey(event: ShownAction): string | undefined {
  if (event.action === 'delegate') return undefined;
  const request = { ...event.args, thought: '', confirmation_state: '' };
  return `${event.action}\n${event.source ?? ''}\n${jsonText(request)}`;
}
