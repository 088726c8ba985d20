import type { JsonValue, ModelRequest, ToolDefinition } from '@capstan/protocol';
import { chosenMarks } from '../cache-marks.ts';
import { ConvertedMessages } from '../converted-messages.ts';
import type { ChatDialect } from './chat-dialect.ts';
import { messageJson, type MessageJson } from './message-json.ts';

export interface ChatRequestOptions {
  modelName: string;
  dialect: ChatDialect;
  vision: boolean;
}

const NO_MARKS: ReadonlySet<object> = new Set();

/**
 * Writes request bodies. The JSON text of each message is kept, so that a step costs the new messages
 * and the joining of the old texts.
 */
export class ChatRequestWriter {
  readonly #options: ChatRequestOptions;
  readonly #messages: ConvertedMessages<MessageJson>;
  readonly #tools = new WeakMap<readonly ToolDefinition[], string>();

  constructor(options: ChatRequestOptions) {
    this.#options = options;
    this.#messages = new ConvertedMessages((message, marked) => messageJson(message, marked, options));
  }

  write(request: ModelRequest): string {
    const fields = Object.entries(this.#fields(request))
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
    if (request.tools.length > 0) fields.push(`"tools":${this.#toolsJson(request.tools)}`);
    return `{${fields.join(',')},"messages":[${this.#messagesJson(request)}]}`;
  }

  #messagesJson({ messages }: ModelRequest): string {
    const marks = this.#options.dialect.cacheMarks ? chosenMarks(messages) : NO_MARKS;
    const texts: string[] = [];
    let after: string[] = [];
    for (const message of messages) {
      if (message.role !== 'tool' && after.length > 0) {
        texts.push(...after);
        after = [];
      }
      const converted = this.#messages.get(message, marks.has(message));
      texts.push(converted.json);
      if (converted.after !== undefined) after.push(converted.after);
    }
    texts.push(...after);
    return texts.join(',');
  }

  #toolsJson(tools: readonly ToolDefinition[]): string {
    let json = this.#tools.get(tools);
    if (json === undefined) {
      json = JSON.stringify(
        tools.map(({ name, description, inputSchema }) => ({
          type: 'function',
          function: { name, description, parameters: inputSchema },
        })),
      );
      this.#tools.set(tools, json);
    }
    return json;
  }

  #fields(request: ModelRequest): { [name: string]: JsonValue | undefined } {
    const { modelName, dialect } = this.#options;
    const sampling = !dialect.rejectsSampling(modelName);
    const choice = request.toolChoice;
    return {
      model: modelName,
      stream: true,
      ...(dialect.streamOptions ? { stream_options: { include_usage: true } } : {}),
      [dialect.maxTokensField]: request.maxOutputTokens,
      temperature: sampling ? request.temperature : undefined,
      top_p: sampling ? request.topP : undefined,
      stop: sampling && request.stop !== undefined ? [...request.stop] : undefined,
      [dialect.seedField]: request.seed,
      ...(request.reasoningEffort === undefined ? {} : dialect.reasoning(request.reasoningEffort)),
      tool_choice: request.tools.length === 0 || choice === undefined ? undefined : this.#toolChoice(choice),
      ...dialect.extraBody,
    };
  }

  #toolChoice(choice: NonNullable<ModelRequest['toolChoice']>): string {
    return choice === 'required' ? this.#options.dialect.requiredToolChoice : choice;
  }
}
