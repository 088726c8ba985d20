import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { output, ZodType } from 'zod';
import { SocketListener } from './socket-listener.ts';
import type { ServerProcess } from './server-process.ts';

/**
 * What the web client of OpenHands 0.62 does in a browser, on the origin of the server: it has the cookie of a login and
 * no key.
 */
export class WebClient {
  readonly #url: string;
  readonly #cookie: string;

  private constructor(url: string, cookie: string) {
    this.#url = url;
    this.#cookie = cookie;
  }

  static async login({ url, loginLink }: Pick<ServerProcess, 'url' | 'loginLink'>): Promise<WebClient> {
    const response = await fetch(loginLink, { redirect: 'manual' });
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return new WebClient(url, cookie);
  }

  /** A browser names its origin with everything that is no plain GET. */
  request(path: string, { method = 'GET', body, headers }: RequestInit = {}): Promise<Response> {
    const sent = new Headers({ cookie: this.#cookie, ...Object.fromEntries(new Headers(headers)) });
    if (method !== 'GET') sent.set('origin', this.#url);
    return fetch(this.#url + path, { method, headers: sent, ...(body !== undefined && { body }) });
  }

  /** The status, and the body as JSON. */
  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await this.request(path, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  }

  async get<Schema extends ZodType>(path: string, schema: Schema): Promise<output<Schema>> {
    const { status, body } = await this.ask('GET', path);
    if (status === 200) return schema.parse(body);
    throw new Error(`GET ${path} was answered with ${status}: ${JSON.stringify(body)}`);
  }

  /** Files as the button at the text field sends them. */
  async upload(conversationId: string, ...files: string[]): Promise<unknown> {
    const form = new FormData();
    for (const file of files) form.append('files', new Blob([await readFile(file)]), basename(file));
    const path = `/api/conversations/${conversationId}/upload-files`;
    const response = await this.request(path, { method: 'POST', body: form });
    return response.json();
  }

  /** Connects as the client does once the conversation runs. */
  connect(conversationId: string, latestEventId = -1): Promise<SocketListener> {
    const query = {
      latest_event_id: String(latestEventId),
      conversation_id: conversationId,
      providers_set: '',
      session_api_key: 'null',
    };
    return SocketListener.connect(this.#url, query, {
      extraHeaders: { cookie: this.#cookie, origin: this.#url },
    });
  }
}
