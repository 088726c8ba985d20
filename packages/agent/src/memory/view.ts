import {
  isAction,
  isFullResponse,
  fromResponseRecord,
  isObservation,
  isRunnable,
  type ActionEvent,
  type AssistantPart,
  type Event,
  type ImagePart,
  type ModelMessage,
  type ModelResponse,
  type ObservationEvent,
  type TextPart,
  type ToolMessage,
} from '@capstan/protocol';
import { isFailure, observationImages, observationText } from './observation-text.ts';
import { contentOfEntry, entryOfContent, type ViewContent } from './view-content.ts';
import {
  entryMessages,
  isComplete,
  messageChars,
  type PlainEntry,
  type TurnEntry,
  type ViewEntry,
} from './view-entry.ts';

/**
 * The part of the log that the model sees, kept as messages while the log grows. Folding an event costs
 * O(1), asking for the messages O(new ones), however long the log is. Whatever the log holds, the
 * messages are a valid sequence: see `entryMessages`.
 */
export class View {
  #entries: ViewEntry[] = [];
  /** Ids of the events that count for the offset of a summary. */
  #ids: number[] = [];
  #turns = new Map<string, TurnEntry>();
  /** Messages of the entries before `#settled`, which do not change any more. */
  #messages: ModelMessage[] = [];
  #settled = 0;
  #chars = 0;

  /** A view that goes on where another one was. */
  static of(content: ViewContent): View {
    const view = new View();
    view.#ids = [...content.ids];
    view.#entries = content.entries.map(entryOfContent);
    view.#indexTurns();
    return view;
  }

  /** Everything in it, as plain data that is not to be changed. */
  content(): ViewContent {
    return { ids: this.#ids, entries: this.#entries.map(contentOfEntry) };
  }

  get entries(): readonly ViewEntry[] {
    return this.#entries;
  }

  /** Characters of all messages, for estimates. */
  get chars(): number {
    this.#settle();
    return this.#chars;
  }

  apply(event: Event): void {
    if (isAction(event)) this.#onAction(event);
    else if (isObservation(event)) this.#onObservation(event);
  }

  /** The messages in order. The list is the view's own: do not change it. */
  messages(): readonly ModelMessage[] {
    this.#settle();
    if (this.#settled === this.#entries.length) return this.#messages;
    const open = this.#entries.slice(this.#settled).flatMap(entryMessages);
    return open.reduce(appendMerged, [...this.#messages]);
  }

  #settle(): void {
    for (; this.#settled < this.#entries.length; this.#settled += 1) {
      const entry = this.#entries[this.#settled];
      if (entry === undefined || (entry.kind === 'turn' && !isComplete(entry))) return;
      for (const message of entryMessages(entry)) {
        appendMerged(this.#messages, message);
        this.#chars += messageChars(message);
      }
    }
  }

  #onAction(event: ActionEvent): void {
    if (event.action === 'condensation') {
      this.#condense(event);
      return;
    }
    if (HIDDEN_ACTIONS.has(event.action)) return;
    this.#ids.push(event.id);
    const metadata = event.tool_call_metadata;
    if (metadata !== undefined) {
      const turn = this.#turnOf(event);
      turn?.ids.push(event.id);
      const answer = SELF_ANSWERED.get(event.action);
      if (answer !== undefined)
        turn?.results.set(metadata.tool_call_id, toolResult(metadata, [text(answer)], false));
      return;
    }
    this.#onPlainAction(event);
  }

  #onPlainAction(event: ActionEvent): void {
    switch (event.action) {
      case 'system':
        this.#open(event.id, event.args.content);
        return;
      case 'message':
        if (event.source === 'user') this.#push(event.id, userMessage(event.args), true);
        else this.#pushAnswer(event.id, this.#responseIn(event), event.args.content);
        return;
      default:
        if (event.action === 'condensation_request') return;
        if (event.source === 'user' && isRunnable(event)) {
          this.#push(event.id, said('user', `The person did this directly: ${event.message}`), false);
        } else if (event.source === 'agent') {
          const words = event.action === 'finish' ? event.args.final_thought || event.message : event.message;
          if (words !== '') this.#push(event.id, said('assistant', words), false);
        }
    }
  }

  #onObservation(event: ObservationEvent): void {
    const content = contentOf(event);
    const metadata = event.tool_call_metadata;
    if (metadata === undefined) {
      const response = this.#responseIn(event);
      if (response !== null) this.#pushAnswer(event.id, response, '');
      if (content.length === 0) return;
      this.#ids.push(event.id);
      this.#push(event.id, { role: 'user', content }, false);
      return;
    }
    this.#ids.push(event.id);
    const turn = this.#turnOf(event);
    if (turn === undefined) return;
    turn.ids.push(event.id);
    turn.results.set(metadata.tool_call_id, toolResult(metadata, content, isFailure(event)));
  }

  #responseIn(event: ActionEvent | ObservationEvent): ModelResponse | null {
    const record = event.model_response;
    return record !== undefined && isFullResponse(record) ? fromResponseRecord(record) : null;
  }

  /** The turn that an event with tool metadata belongs to, begun if the event brings the response. */
  #turnOf(event: ActionEvent | ObservationEvent): TurnEntry | undefined {
    const record = event.tool_call_metadata?.model_response;
    if (record === undefined) return undefined;
    const id = record['id'];
    if (typeof id !== 'string') return undefined;
    const known = this.#turns.get(id);
    if (known !== undefined || !isFullResponse(record)) return known;
    const response = fromResponseRecord(record);
    const turn: TurnEntry = {
      kind: 'turn',
      ids: [],
      responseId: id,
      assistant: { role: 'assistant', content: response.content.filter(isSayable) },
      calls: response.content.filter((part) => part.type === 'tool-call'),
      results: new Map(),
    };
    this.#turns.set(id, turn);
    this.#entries.push(turn);
    return turn;
  }

  #pushAnswer(id: number, response: ModelResponse | null, words: string): void {
    const content = response?.content.filter(isSayable) ?? [];
    if (content.length > 0) this.#push(id, { role: 'assistant', content }, false);
    else if (words !== '') this.#push(id, said('assistant', words), false);
  }

  /** The instructions stand first, whatever was said before they were written. A second one is passed over. */
  #open(id: number, content: string): void {
    if (this.#entries[0]?.kind === 'plain' && this.#entries[0].message.role === 'system') return;
    this.#entries.unshift({
      kind: 'plain',
      ids: [id],
      message: { role: 'system', content },
      essential: true,
    });
    this.#restart();
  }

  #restart(): void {
    this.#messages = [];
    this.#settled = 0;
    this.#chars = 0;
  }

  #push(id: number, message: ModelMessage, essential: boolean): void {
    const entry: PlainEntry = { kind: 'plain', ids: [id], message, essential };
    this.#entries.push(entry);
  }

  #condense(event: Extract<ActionEvent, { action: 'condensation' }>): void {
    const { forgotten_event_ids, forgotten_events_start_id, forgotten_events_end_id } = event.args;
    const listed = new Set(forgotten_event_ids ?? []);
    const from = forgotten_events_start_id ?? Number.POSITIVE_INFINITY;
    const to = forgotten_events_end_id ?? Number.NEGATIVE_INFINITY;
    const forgotten = (id: number): boolean => listed.has(id) || (id >= from && id <= to);
    this.#ids = this.#ids.filter((id) => !forgotten(id));
    this.#entries = this.#entries.filter((entry) => !entry.ids.some(forgotten));
    this.#insertSummary(event);
    this.#indexTurns();
    this.#restart();
  }

  #indexTurns(): void {
    const turns = this.#entries.filter((entry) => entry.kind === 'turn');
    this.#turns = new Map(turns.map((turn) => [turn.responseId, turn]));
  }

  #insertSummary(event: Extract<ActionEvent, { action: 'condensation' }>): void {
    const { summary, summary_offset } = event.args;
    if (summary === null || summary_offset === null) return;
    const before = this.#ids[summary_offset];
    const index =
      before === undefined ? -1 : this.#entries.findIndex((entry) => Math.min(...entry.ids) >= before);
    const entry: PlainEntry = {
      kind: 'plain',
      ids: [event.id],
      message: said('user', `What happened before, in short:\n${summary}`),
      essential: false,
    };
    this.#ids.splice(summary_offset, 0, event.id);
    this.#entries.splice(index < 0 ? this.#entries.length : index, 0, entry);
  }
}

const HIDDEN_ACTIONS: ReadonlySet<string> = new Set([
  'null',
  'change_agent_state',
  'recall',
  'loop_recovery',
]);

/** Calls that no observation answers. */
const SELF_ANSWERED: ReadonlyMap<string, string> = new Map([
  ['finish', 'The task was marked as finished.'],
  ['reject', 'The task was marked as rejected.'],
  ['condensation_request', 'The history will be shortened before your next step.'],
]);

function isSayable(part: AssistantPart): boolean {
  return part.type !== 'text' || part.text.trim() !== '';
}

function text(value: string): TextPart {
  return { type: 'text', text: value };
}

function said(role: 'user' | 'assistant', value: string): ModelMessage {
  return { role, content: [text(value)] };
}

function userMessage(args: { content: string; image_urls: string[] | null }): ModelMessage {
  const images = (args.image_urls ?? []).filter((url) => url !== '');
  const parts = images.map((url): ImagePart => ({ type: 'image', url }));
  return { role: 'user', content: [text(args.content), ...parts] };
}

function contentOf(event: ObservationEvent): (TextPart | ImagePart)[] {
  const words = observationText(event);
  const images = observationImages(event).map((url): ImagePart => ({ type: 'image', url }));
  return words === '' && images.length === 0 ? [] : [text(words), ...images];
}

function toolResult(
  metadata: { tool_call_id: string; function_name: string },
  content: (TextPart | ImagePart)[],
  isError: boolean,
): ToolMessage {
  return {
    role: 'tool',
    toolCallId: metadata.tool_call_id,
    toolName: metadata.function_name,
    content: content.length === 0 ? [text('(no output)')] : content,
    ...(isError ? { isError } : {}),
  };
}

/** Appends a message; words of the user that follow each other become one message. Returns the list. */
function appendMerged(messages: ModelMessage[], message: ModelMessage): ModelMessage[] {
  const last = messages.at(-1);
  if (message.role === 'user' && last?.role === 'user') {
    messages[messages.length - 1] = { role: 'user', content: [...last.content, ...message.content] };
  } else {
    messages.push(message);
  }
  return messages;
}
