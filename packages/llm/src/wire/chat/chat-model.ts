import {
  failureToError,
  badResponse,
  httpFailureToError,
  type ErrorContext,
} from '../../error/to-model-error.ts';
import { readFailureText } from '../../error/provider-failure.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import { readText } from '../../http/read-text.ts';
import { ServerSentEvents } from '../../http/server-sent-events.ts';
import type { StreamPart } from '../stream-part.ts';
import type { WireCall, WireModel } from '../wire-model.ts';
import { ChatRequestWriter, type ChatRequestOptions } from './chat-request.ts';
import { ChatStream, ChatStreamBroken, ChatStreamFailed } from './chat-stream.ts';

export interface ChatModelOptions extends ChatRequestOptions {
  /** The address that the request is posted to, query included. */
  url: URL;
  headers: Readonly<Record<string, string>>;
  client: HttpClient;
  errors: ErrorContext;
}

/**
 * Chat completions as OpenAI defined them and a dozen others speak them. Written here rather than taken
 * from a library because most models are reached this way and every step pays for it: see `ChatRequestWriter`.
 */
export class ChatModel implements WireModel {
  readonly #options: ChatModelOptions;
  readonly #writer: ChatRequestWriter;

  constructor(options: ChatModelOptions) {
    this.#options = options;
    this.#writer = new ChatRequestWriter(options);
  }

  async stream({ request, signal }: WireCall, onPart: (part: StreamPart) => void): Promise<void> {
    try {
      await this.#stream(this.#writer.write(request), signal, onPart);
    } catch (error) {
      throw this.#toError(error);
    }
  }

  async #stream(
    body: readonly Uint8Array[],
    signal: AbortSignal,
    onPart: (part: StreamPart) => void,
  ): Promise<void> {
    const { url, client, headers } = this.#options;
    const response = await client.request({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
      body,
      signal,
    });
    if (response.status < 200 || response.status >= 300) {
      const failure = readFailureText(await readText(response.body));
      throw new ChatStreamFailed({ ...failure, status: response.status, headers: response.headers });
    }
    const stream = new ChatStream(onPart);
    if (response.headers['content-type']?.includes('application/json') === true) {
      // An error with status 200, or a server that does not stream: one object, read like one event.
      stream.push(await readText(response.body));
    } else {
      const events = new ServerSentEvents((data) => stream.push(data));
      for await (const bytes of response.body) events.push(bytes);
      events.end();
    }
    stream.end();
  }

  #toError(error: unknown): unknown {
    const { errors } = this.#options;
    if (error instanceof ChatStreamFailed) return failureToError(error.failure, errors, error);
    if (error instanceof HttpFailure) return httpFailureToError(error, errors);
    if (error instanceof ChatStreamBroken || error instanceof RangeError)
      return badResponse(error.message, errors, error);
    return error;
  }
}
