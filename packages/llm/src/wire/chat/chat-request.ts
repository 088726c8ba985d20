import type { JsonValue, ModelMessage, ModelRequest, ToolDefinition } from '@capstan/protocol';
import { chosenMarks } from '../cache-marks.ts';
import type { ChatDialect } from './chat-dialect.ts';
import { MessageList } from './message-list.ts';

export interface ChatRequestOptions {
  modelName: string;
  dialect: ChatDialect;
  vision: boolean;
}

const NO_MARKS: ReadonlySet<ModelMessage> = new Set();
const END = Buffer.from(']}');

/** Writes request bodies. The bytes of the messages are kept, so that a step costs the messages that it adds. */
export class ChatRequestWriter {
  readonly #options: ChatRequestOptions;
  readonly #messages: MessageList;

  constructor(options: ChatRequestOptions) {
    this.#options = options;
    this.#messages = new MessageList(options);
  }

  /** The chunks of the body, to be sent one after the other. They are not changed by later requests. */
  write(request: ModelRequest): Uint8Array[] {
    const fields = Object.entries(this.#fields(request))
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
    if (request.tools.length > 0) fields.push(`"tools":${toolsJson(request.tools)}`);
    const marks = this.#options.dialect.cacheMarks ? chosenMarks(request.messages) : NO_MARKS;
    const start = Buffer.from(`{${fields.join(',')},"messages":[`);
    return [start, ...this.#messages.write(request.messages, marks), END];
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

/** Long, and the same in every conversation of an agent. */
const toolTexts = new WeakMap<readonly ToolDefinition[], string>();

function toolsJson(tools: readonly ToolDefinition[]): string {
  let json = toolTexts.get(tools);
  if (json === undefined) {
    json = JSON.stringify(
      tools.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
    );
    toolTexts.set(tools, json);
  }
  return json;
}
