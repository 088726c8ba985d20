import { type ConfirmationPolicy, type ConversationState, type FoldSnapshot } from '@capstan/agent';
import { CapstanError, changeAgentState, messageAction, runAction, type Event } from '@capstan/protocol';
import { beginController, type BegunController } from './begun-controller.ts';
import { bounded } from './bounded.ts';
import {
  expectEnded,
  expectFold,
  expectHeeded,
  expectReasonToRest,
  expectSoundPrompts,
  expectWoken,
} from './log-invariants.ts';
import { RandomModel } from './random-model.ts';
import { ScriptedRuntime } from './scripted-runtime.ts';
import { Chance } from './seeded-chance.ts';
import { UnhurriedStorage } from './unhurried-storage.ts';

/** What the person, or the death of the process, does next. */
const DEEDS = {
  message: 25,
  command: 6,
  stopped: 8,
  paused: 8,
  running: 16,
  user_confirmed: 18,
  user_rejected: 8,
  error: 5,
  restart: 10,
} as const;

const POLICIES: Readonly<Record<'never' | 'always' | 'risky', ConfirmationPolicy>> = {
  never: 'never',
  always: 'always',
  risky: { above: 0 },
};

/** One conversation in which everything happens by chance. */
export class ControllerScenario {
  /** What was done, in order. */
  readonly deeds: string[] = [];
  /** How often a controller began at a kept fold instead of the whole log. */
  snapshotsUsed = 0;
  #snapshot: FoldSnapshot | undefined;
  readonly #chance: Chance;
  readonly #model: RandomModel;
  /** The last message of the person. */
  #said = '';
  readonly #confirmation: ConfirmationPolicy;
  #storage: UnhurriedStorage;
  #runtime: ScriptedRuntime;
  #begun: BegunController | undefined;

  constructor(seed: number) {
    this.#chance = new Chance(seed);
    this.#model = new RandomModel(this.#chance);
    this.#confirmation = POLICIES[this.#chance.pick({ never: 1, always: 1, risky: 1 })];
    this.#storage = new UnhurriedStorage(this.#chance);
    this.#runtime = this.#newRuntime();
  }

  /** A conversation with restarts, then its end, then a message that wakes it. */
  async live(): Promise<void> {
    await this.#begin();
    this.#do('message');
    // One in eight is long enough for the fold to be kept.
    const length = this.#chance.below(8) === 0 ? 80 : 12;
    for (let count = 0; count < length; count += 1) {
      await this.#chance.turns(25);
      const deed = this.#chance.pick(DEEDS);
      if (deed === 'restart') await this.#restart();
      else {
        const id = this.#do(deed);
        if (this.#chance.roll() < 0.3)
          expectHeeded(deed, await this.#rest(id), this.#model.heard.has(this.#said));
      }
    }
    await this.#end();
    await this.#wakeUp();
  }

  /** The same log broken off after an event, as by SIGKILL, in a new sandbox: it goes on and ends well. */
  async liveOnFromAnyEvent(): Promise<void> {
    const log = await this.#storage.open('conversation', { create: false });
    const records = await log.page({ from: 0, limit: 10_000 });
    await this.close();
    const kept = records.slice(0, 1 + this.#chance.below(records.length));
    this.deeds.push(`cut:${kept.length}`);
    this.#storage = new UnhurriedStorage(this.#chance);
    this.#runtime = this.#newRuntime();
    this.#snapshot = undefined;
    await (await this.#storage.open('conversation', { create: true })).append(kept);
    await this.#begin();
    await this.#rest(kept.length - 1);
    await this.#end();
  }

  async events(): Promise<Event[]> {
    return this.#begun === undefined ? [] : Array.fromAsync(this.#begun.stream.events());
  }

  async close(): Promise<void> {
    const begun = this.#begun;
    this.#begun = undefined;
    if (begun === undefined) return;
    await bounded(begun.controller.close(), 'the end of the controller');
    await bounded(begun.stream.close(), 'the end of the stream');
  }

  async #begin(): Promise<void> {
    this.#begun = await beginController({
      model: this.#model,
      runtime: this.#runtime,
      storage: this.#storage,
      config: { maxIterations: 30, confirmation: this.#confirmation },
      snapshots: {
        latest: () => {
          if (this.#snapshot !== undefined) this.snapshotsUsed += 1;
          return Promise.resolve(this.#snapshot);
        },
        put: (snapshot) => {
          this.#snapshot = snapshot;
          return Promise.resolve();
        },
      },
    });
  }

  async #restart(): Promise<void> {
    this.deeds.push('restart');
    await this.close();
    await this.#begin();
  }

  /** Gives the id of the event. */
  #do(deed: Exclude<keyof typeof DEEDS, 'restart'>): number {
    const count = this.deeds.push(deed);
    const { stream } = this.#now();
    switch (deed) {
      case 'message':
        this.#said = `message ${count}`;
        return stream.append(messageAction({ content: this.#said }), 'user').id;
      case 'command':
        return stream.append(runAction({ command: `own ${count}` }), 'user').id;
      default:
        return stream.append(changeAgentState(deed), 'user').id;
    }
  }

  async #rest(through: number): Promise<ConversationState> {
    const state = await bounded(this.#now().controller.whenResting(through), `rest after event ${through}`);
    this.deeds.push(`(${state.agentState})`);
    expectReasonToRest(state);
    return state;
  }

  async #end(): Promise<void> {
    const state = await this.#rest(this.#do('stopped'));
    const events = await this.events();
    expectEnded({ events, state, ran: this.#runtime.ran, confirmation: this.#confirmation });
    expectSoundPrompts(this.#model);
  }

  async #wakeUp(): Promise<void> {
    const id = this.#do('message');
    const state = await this.#rest(id);
    const events = await this.events();
    expectWoken(events, id);
    expectFold(events, state);
    expectSoundPrompts(this.#model);
  }

  #now(): BegunController {
    if (this.#begun === undefined) throw new Error('no controller is at work');
    return this.#begun;
  }

  #newRuntime(): ScriptedRuntime {
    return new ScriptedRuntime(async (command, { signal }) => {
      await this.#chance.turns(5, { signal });
      if (signal.aborted) throw new CapstanError('cancelled', 'interrupted');
      if (this.#chance.roll() < 0.03) throw new CapstanError('runtime_disconnected', 'by chance');
      return `output of ${command}`;
    });
  }
}
