import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@capstan/protocol';
import type { StreamPart } from '../stream-part.ts';
import { count, fields, list, text, type Fields } from '../read-json.ts';

interface OpenCall {
  index: number | undefined;
  wireId: string | undefined;
  id: string;
  name: string;
  arguments: string;
  /** What came before the name was known. */
  unsent: string;
  extraContent: JsonObject | undefined;
}

/**
 * Puts calls together from their pieces. Servers differ: no index (Gemini), the same index for every
 * call, no id, an id on each piece, arguments as an object (old Ollama), the name repeated.
 */
export class ChatToolCalls {
  readonly #calls: OpenCall[] = [];
  readonly #onPart: (part: StreamPart) => void;

  constructor(onPart: (part: StreamPart) => void) {
    this.#onPart = onPart;
  }

  push(deltas: unknown): void {
    for (const delta of list(deltas)) {
      const read = fields(delta);
      if (read !== undefined) this.#piece(read);
    }
  }

  /** Hands over the finished calls and says how many there were; a call that never got a name is named. */
  end(): { calls: number; nameless: boolean } {
    for (const call of this.#calls) {
      if (call.name === '') return { calls: this.#calls.length, nameless: true };
      this.#onPart({
        type: 'tool-call',
        toolCallId: call.id,
        toolName: call.name,
        arguments: call.arguments,
        ...(call.extraContent === undefined
          ? {}
          : { providerMetadata: { chat: { extra_content: call.extraContent } } }),
      });
    }
    return { calls: this.#calls.length, nameless: false };
  }

  #piece(delta: Fields): void {
    const said = fields(delta['function']);
    const name = text(said?.['name'])?.trim() ?? '';
    const call = this.#find(delta, name) ?? this.#begin(delta);
    if (call.name === '') call.name = name;
    const extra = fields(delta['extra_content']);
    // Parsed from JSON just now, so its values are JSON values.
    if (extra !== undefined) call.extraContent ??= extra as JsonObject;
    const raw = said?.['arguments'];
    const piece = typeof raw === 'object' && raw !== null ? JSON.stringify(raw) : (text(raw) ?? '');
    call.arguments += piece;
    call.unsent += piece;
    if (call.name === '') return;
    if (call.unsent !== '' || piece === '') this.#announce(call);
  }

  #announce(call: OpenCall): void {
    const argumentsDelta = call.unsent;
    call.unsent = '';
    this.#onPart({ type: 'tool-call-delta', toolCallId: call.id, toolName: call.name, argumentsDelta });
  }

  #find(delta: Fields, name: string): OpenCall | undefined {
    const index = count(delta['index']);
    const wireId = text(delta['id']);
    const open = this.#calls.filter((call) => index === undefined || call.index === index).at(-1);
    if (open === undefined) return undefined;
    // Another id together with a name is another call, whatever the index says.
    const another = wireId !== undefined && wireId !== open.wireId && name !== '' && open.name !== '';
    const unnumbered = index === undefined && wireId === undefined && name !== '' && open.name !== '';
    return another || unnumbered ? undefined : open;
  }

  #begin(delta: Fields): OpenCall {
    const wireId = text(delta['id']);
    const taken = wireId === undefined || this.#calls.some((call) => call.id === wireId);
    const call: OpenCall = {
      index: count(delta['index']),
      wireId,
      id: taken ? `call_${randomUUID().replaceAll('-', '')}` : wireId,
      name: '',
      arguments: '',
      unsent: '',
      extraContent: undefined,
    };
    this.#calls.push(call);
    return call;
  }
}
