import { setImmediate } from 'node:timers/promises';
import { CapstanError } from '@capstan/protocol';
import type { ServerConversation } from '../../src/conversation/server-conversation.ts';
import {
  expectFollowed,
  expectLog,
  expectNothingHeld,
  expectPlaces,
  expectSettled,
  expectSilence,
  type Life,
} from './conversation-invariants.ts';
import { ManagerRig, type RigOptions } from './running-manager.ts';

export const DEEDS = [
  'create',
  'start',
  'say',
  'join',
  'leave',
  'stop',
  'remove',
  'attach',
  'detach',
  'follow',
  'restart',
  'settle',
] as const;

export interface Deed {
  what: (typeof DEEDS)[number];
  /** Which conversation. */
  of: number;
  /** Turns of the event loop before the next deed, which does not wait for this one. */
  turns: number;
}

/** What a person may be told when others act at the same moment. */
const REFUSALS: ReadonlySet<string> = new Set([
  'conversation_not_found',
  'conversation_busy',
  'stream_closed',
]);

/** Does things to conversations at random moments, and knows what must have come of them. */
export class ConversationStorm {
  #rig: ManagerRig;
  readonly #options: RigOptions;
  readonly #lives = new Map<string, Life>();
  readonly #underWay = new Set<Promise<void>>();
  /** Ids of the events that each reader was given. */
  #followed: number[][] = [];
  #attached: ServerConversation[] = [];
  readonly #shaping = new Map<string, Promise<void>>();
  #words = 0;

  private constructor(rig: ManagerRig, options: RigOptions) {
    this.#rig = rig;
    this.#options = options;
  }

  static async start(options: RigOptions): Promise<ConversationStorm> {
    return new ConversationStorm(await ManagerRig.start(options), options);
  }

  /** Does all of it, checks what has come of it, and ends. */
  async run(deeds: readonly Deed[]): Promise<void> {
    for (const deed of deeds) {
      if (deed.what === 'restart') await this.#restart();
      else if (deed.what === 'settle') await this.#settle();
      else this.#begin(deed);
      for (let turn = 0; turn < deed.turns; turn += 1) await setImmediate();
      this.#expectPlaces();
    }
    await this.#settle();
    await this.#end();
    await this.#rig[Symbol.asyncDispose]();
  }

  #begin({ what, of }: Deed): void {
    const done = this.#do(what, `c${of}`).catch((error: unknown) => {
      if (!CapstanError.is(error) || !REFUSALS.has(error.code)) throw error;
    });
    this.#underWay.add(done);
    void done.finally(() => this.#underWay.delete(done)).catch(() => undefined);
  }

  async #do(what: Deed['what'], conversationId: string): Promise<void> {
    const { manager } = this.#rig;
    const life = this.#lives.get(conversationId);
    switch (what) {
      case 'create':
        return this.#shape(conversationId, () => this.#create(conversationId));
      case 'start':
        return void (await manager.maybeStartAgentLoop(conversationId, { userId: null }));
      case 'say':
        return this.#say(conversationId, life);
      case 'join':
        return void (await manager.joinConversation(conversationId, conversationId, { userId: null }));
      case 'leave':
        return manager.disconnectFromSession(conversationId);
      case 'stop':
        if (life !== undefined) life.stopped = true;
        return manager.closeSession(conversationId);
      case 'remove':
        return this.#shape(conversationId, () => this.#remove(conversationId));
      case 'attach':
        return this.#attach(conversationId);
      case 'detach':
        return this.#detach(conversationId);
      case 'follow':
        return this.#follow(conversationId);
      case 'restart':
      case 'settle':
        return;
    }
  }

  async #create(conversationId: string): Promise<void> {
    await this.#rig.record(conversationId);
    this.#lives.set(conversationId, { conversationId, said: new Map(), stopped: false });
  }

  async #remove(conversationId: string): Promise<void> {
    this.#lives.delete(conversationId);
    await this.#rig.manager.deleteConversation(conversationId);
  }

  /** Creations and removals of one conversation come one after the other, or nobody could say what must be there. */
  #shape(conversationId: string, work: () => Promise<void>): Promise<void> {
    const before = this.#shaping.get(conversationId) ?? Promise.resolve();
    const shaped = before.then(work, work);
    this.#shaping.set(conversationId, shaped);
    return shaped;
  }

  async #say(conversationId: string, life: Life | undefined): Promise<void> {
    const content = `Word ${(this.#words += 1)}`;
    const action = { action: 'message', args: { content } };
    const { id } = await this.#rig.manager.sendEventToConversation(conversationId, action);
    life?.said.set(id, content);
  }

  async #attach(conversationId: string): Promise<void> {
    const conversation = await this.#rig.manager.attachToConversation(conversationId, null);
    if (conversation !== null) this.#attached.push(conversation);
  }

  async #detach(conversationId: string): Promise<void> {
    const held = this.#attached.filter((one) => one.conversationId === conversationId);
    this.#attached = this.#attached.filter((one) => one.conversationId !== conversationId);
    for (const conversation of held) await this.#rig.manager.detachFromConversation(conversation);
  }

  #follow(conversationId: string): Promise<void> {
    if (!this.#lives.has(conversationId)) return Promise.resolve();
    const ids: number[] = [];
    this.#followed.push(ids);
    this.#rig.manager.feed(conversationId).subscribe({ after: -1, onEvent: ({ id }) => void ids.push(id) });
    return Promise.resolve();
  }

  /** As a server that is shut down and started again, whatever goes on at that moment. */
  async #restart(): Promise<void> {
    await this.#end();
    await this.#rig.storage.close();
    const { home, model } = this.#rig;
    this.#rig = await ManagerRig.start({ ...this.#options, home, model });
  }

  async #end(): Promise<void> {
    await this.#rig.manager.exit();
    await Promise.all(this.#underWay);
    await expectNothingHeld(this.#rig, [...this.#lives.keys()]);
    expectFollowed(this.#followed);
    expectSilence(this.#rig);
    this.#followed = [];
    this.#attached = [];
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#underWay);
    await expectSettled(this.#rig, [...this.#lives.keys()]);
    for (const life of this.#lives.values()) await expectLog(this.#rig, life);
    this.#expectPlaces();
    expectSilence(this.#rig);
  }

  #expectPlaces(): void {
    expectPlaces(this.#rig, [...this.#lives.keys()], this.#options.maxConcurrent ?? Infinity);
  }
}
