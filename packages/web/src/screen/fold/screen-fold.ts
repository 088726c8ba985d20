import {
  isRunnable,
  type ActionEvent,
  type ActionOfName,
  type Event,
  type ModelResponse,
  type ObservationEvent,
  type ObservationOfName,
} from '@capstan/protocol';
import type { Entry, MessageEntry } from '../entry.ts';
import type { Approval, ScreenState } from '../screen-state.ts';
import type { TaskItem } from '../task-item.ts';
import { ActionFold } from './action-fold.ts';
import { BillFold } from './bill-fold.ts';
import type { Standing } from './delegations.ts';
import { OUTERMOST, type Place } from './entry-tree.ts';
import {
  condensationEntry,
  finishEntry,
  handsOver,
  messageEntry,
  planEntry,
  recallEntry,
  stampOf,
  thoughtEntry,
  unknownEntry,
} from './plain-entry.ts';
import { hasEnded, standingAfter, stateEntry } from './state-changes.ts';

interface Facts extends Standing {
  nextId: number;
  tasks: readonly TaskItem[];
  hasTask: boolean;
  startedAt: string | null;
  lastAt: string | null;
  /** The state that is told of and lasts. */
  lasting: Place | null;
}

interface Parts {
  facts: Facts;
  actions: ActionFold;
  bill: BillFold;
  /** Messages of the person that the model has not seen. */
  unseen: Place[];
  /** What memory was asked for. */
  recalls: Map<number, string>;
}

const BEGINNING: Facts = {
  nextId: 0,
  agentState: 'loading',
  reason: '',
  resumeAt: null,
  tasks: [],
  hasTask: false,
  startedAt: null,
  lastAt: null,
  lasting: null,
};

/** Folds events, in the order of their ids, into what is on screen. Total: whatever an event is, it gives a state. */
export class ScreenFold {
  readonly #parts: Parts;
  /** What was shown last, and whether it still holds. */
  #shown: ScreenState | undefined;
  #isCurrent = false;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static empty(): ScreenFold {
    const parts = { facts: BEGINNING, unseen: [], recalls: new Map() };
    return new ScreenFold({ ...parts, actions: ActionFold.empty(), bill: BillFold.empty() });
  }

  /** Goes on apart from this one. Costs as much as there is on screen. */
  copy(): ScreenFold {
    const { facts, actions, bill, unseen, recalls } = this.#parts;
    return new ScreenFold({
      facts,
      actions: actions.copy(),
      bill: bill.copy(),
      unseen: [...unseen],
      recalls: new Map(recalls),
    });
  }

  get nextId(): number {
    return this.#parts.facts.nextId;
  }

  /** The same object until something changes; parts that do not change stay the same objects longer. */
  get state(): ScreenState {
    if (this.#shown === undefined || !this.#isCurrent) this.#shown = this.#show(this.#shown);
    this.#isCurrent = true;
    return this.#shown;
  }

  /** An event that was applied already is passed over. */
  apply(event: Event): void {
    if (event.id < this.nextId) return;
    this.#isCurrent = false;
    this.#note({ nextId: event.id + 1, ...this.#times(event.timestamp) });
    const { actions, bill } = this.#parts;
    if (event.opaque !== undefined) {
      this.#add(unknownEntry(event));
      actions.onUnknown(event.id);
      return;
    }
    const response = bill.apply(event, actions.delegation?.agent ?? null);
    if (response !== null) this.#onResponse(event, response);
    if (event.action !== undefined) this.#onAction(event);
    else this.#onObservation(event, response);
  }

  #times(at: string): Partial<Facts> {
    return at === '' ? {} : { startedAt: this.#parts.facts.startedAt ?? at, lastAt: at };
  }

  #onResponse(event: ActionEvent | ObservationEvent, response: ModelResponse): void {
    this.#parts.actions.onResponse(response, event.timestamp);
    // Logs of other systems do not say: then everything before the answer counts as seen.
    this.#see(event.seen_through ?? event.id);
    const reasoning = response.content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('');
    this.#add(thoughtEntry(event, reasoning, '.reasoning'));
  }

  #onAction(event: ActionEvent): void {
    const { actions, facts, recalls } = this.#parts;
    switch (event.action) {
      case 'message':
        if (event.source === 'user') this.#onUserMessage(event);
        else this.#add(messageEntry(event));
        return;
      case 'think':
        this.#add(thoughtEntry(event, event.args.thought));
        actions.hush(event.id);
        return;
      case 'task_tracking':
        this.#onPlan(event);
        return;
      case 'finish':
      case 'reject':
        this.#add(finishEntry(event));
        return;
      case 'condensation':
        this.#add(condensationEntry(event));
        return;
      case 'recall':
        recalls.set(event.id, event.args.query);
        return;
      case 'delegate':
        actions.begin(event, standingOf(facts));
        return;
      default:
        if (!isRunnable(event)) return;
        if (event.action === 'run' && event.args.hidden) actions.hush(event.id);
        else actions.begin(event, standingOf(facts));
    }
  }

  #onUserMessage(event: ActionOfName<'message'>): void {
    const { actions, facts, unseen } = this.#parts;
    const { delegation } = actions;
    if (delegation !== undefined && handsOver(event, delegation.task)) return;
    // Whoever worked for an agent that has ended is not heard of again.
    if (delegation !== undefined && hasEnded(facts.agentState)) actions.abandonDelegates(event.timestamp);
    const entry = messageEntry(event);
    if (entry !== null) unseen.push(actions.tree.add(OUTERMOST, entry));
    this.#note({ hasTask: true });
  }

  #onPlan(event: ActionOfName<'task_tracking'>): void {
    const { actions, facts } = this.#parts;
    // The list that is pinned is that of the conversation's own agent.
    const isOwn = actions.delegation === undefined;
    const entry = planEntry(event, isOwn ? facts.tasks : []);
    this.#add(entry);
    actions.hush(event.id);
    if (entry.changed && isOwn) this.#note({ tasks: entry.tasks });
  }

  #onObservation(event: ObservationEvent, response: ModelResponse | null): void {
    switch (event.observation) {
      case 'agent_state_changed':
        this.#onStateChange(event);
        return;
      case 'recall':
        this.#add(recallEntry(event, this.#parts.recalls.get(event.cause ?? -1) ?? ''));
        return;
      case 'loop_detection':
        this.#add({ ...stampOf(event), kind: 'error', code: '', text: LOOP, remedy: LOOP_REMEDY });
        return;
      case 'condense':
        this.#add({
          ...stampOf(event),
          kind: 'condensation',
          forgotten: 0,
          range: null,
          summary: event.content,
        });
        return;
      default: {
        const ended = this.#parts.actions.observe(event, response);
        // After a result things stand with who asked for it as they stood before; after a stop they do not.
        if (ended !== undefined && event.observation === 'delegate') this.#note(ended.before);
      }
    }
  }

  #onStateChange(event: ObservationOfName<'agent_state_changed'>): void {
    const { actions, facts } = this.#parts;
    const after = standingAfter(event);
    const told = stateEntry(event, facts);
    if (after.agentState !== facts.agentState) this.#endLasting(event.timestamp);
    if (after.agentState === 'stopped' || after.agentState === 'error') actions.interruptAll(event.timestamp);
    else if (hasEnded(after.agentState)) actions.interrupt(event.timestamp);
    this.#note(after);
    if (told?.kind !== 'state') this.#add(told);
    else this.#note({ lasting: this.#tellState(told) });
  }

  /** One wait after another is one line. */
  #tellState(told: Extract<Entry, { kind: 'state' }>): Place {
    const { tree, list } = this.#parts.actions;
    const place = tree.lastOf(list);
    const last = tree.get(place);
    if (last?.kind !== 'state' || last.state !== 'rate_limited' || told.state !== 'rate_limited') {
      return tree.add(list, told);
    }
    tree.set(place, { ...last, reason: told.reason, resumeAt: told.resumeAt, endedAt: null });
    return place;
  }

  #endLasting(at: string): void {
    const { actions, facts } = this.#parts;
    const entry = facts.lasting === null ? undefined : actions.tree.get(facts.lasting);
    if (facts.lasting === null || entry?.kind !== 'state') return;
    actions.tree.set(facts.lasting, { ...entry, endedAt: at });
    this.#note({ lasting: null });
  }

  #see(through: number): void {
    const parts = this.#parts;
    const { tree } = parts.actions;
    if (parts.unseen.length === 0) return;
    parts.unseen = parts.unseen.filter((place) => {
      const entry = tree.get(place);
      if (entry?.kind !== 'message' || entry.id >= through) return true;
      tree.set(place, { ...entry, seen: true });
      return false;
    });
  }

  #add(entry: Entry | null): void {
    const { tree, list } = this.#parts.actions;
    if (entry !== null) tree.add(list, entry);
  }

  #note(facts: Partial<Facts>): void {
    this.#parts.facts = { ...this.#parts.facts, ...facts };
  }

  #show(last: ScreenState | undefined): ScreenState {
    const { facts, actions, bill, unseen } = this.#parts;
    const { nextId, agentState, reason, resumeAt, hasTask, tasks, startedAt, lastAt } = facts;
    const { directory, files, tree } = actions;
    return {
      nextId,
      agentState,
      reason,
      resumeAt,
      entries: tree.shown(),
      queue: sameList(
        last?.queue,
        unseen.flatMap((place) => messageAt(tree.get(place))),
      ),
      hasTask,
      tasks,
      approval: this.#approval(last?.approval ?? null),
      bill: bill.shown(),
      files: files.shown(),
      directory,
      startedAt,
      lastAt,
    };
  }

  #approval(last: Approval | null): Approval | null {
    const { facts, actions } = this.#parts;
    const entry = facts.agentState === 'awaiting_user_confirmation' ? actions.waiting : null;
    if (entry === null) return null;
    const { directory } = actions;
    if (last?.entry === entry && last.directory === directory) return last;
    return { entry, risk: entry.risk, directory };
  }
}

const LOOP = 'The agent repeats itself without getting further.';
const LOOP_REMEDY = 'Tell it what to do differently.';

const standingOf = ({ agentState, reason, resumeAt }: Facts): Standing => ({ agentState, reason, resumeAt });

const messageAt = (entry: Entry | undefined): MessageEntry[] => (entry?.kind === 'message' ? [entry] : []);

function sameList<T>(last: readonly T[] | undefined, list: readonly T[]): readonly T[] {
  const same = last?.length === list.length && list.every((one, index) => one === last[index]);
  return same && last !== undefined ? last : list;
}
