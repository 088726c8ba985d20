import type { ServerContext } from '../../server-context.ts';
import { ownedConversation } from '../../user/owner.ts';
import type { Caller } from '../caller.ts';

/** Notes with a conversation which pull requests came of it. */
export class PullRequestRecorder {
  readonly #context: Pick<ServerContext, 'storage' | 'log'>;
  /** One after another: each adds to what the one before has written. */
  #last: Promise<void> = Promise.resolve();

  constructor(context: Pick<ServerContext, 'storage' | 'log'>) {
    this.#context = context;
  }

  /** Never rejects: the pull request exists, whatever becomes of the note. */
  async record(number: number, caller: Caller): Promise<void> {
    const { conversationId, requestId } = caller;
    if (conversationId === undefined) return;
    const noted = this.#last.then(() => this.#add(conversationId, number, caller));
    this.#last = noted.catch((error: unknown) => {
      this.#context.log.warn(
        { requestId, conversationId, number, error },
        'A pull request could not be noted with its conversation',
      );
    });
    await this.#last;
  }

  async #add(conversationId: string, number: number, { user }: Caller): Promise<void> {
    const { storage } = this.#context;
    const { prNumbers } = await ownedConversation({ storage }, conversationId, user);
    if (prNumbers.includes(number)) return;
    await storage.conversations.update(conversationId, { prNumbers: [...prNumbers, number] });
  }
}
