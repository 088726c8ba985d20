import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FinishReason,
  LanguageModelV4Message,
  LanguageModelV4Usage,
  SharedV4ProviderMetadata,
} from '@ai-sdk/provider';

import type { ScriptedModel } from '../../src/scripted/server/scripted-model.ts';

export const CLIENTS = [
  'openai-chat',
  'openai-compatible',
  'openai-responses',
  'anthropic',
  'gemini',
] as const;

export type ClientName = (typeof CLIENTS)[number];

export const KEY = 'sk-test-0123456789';

/** The real client library of a protocol, talking to the scripted model. */
export function clientOf(name: ClientName, server: ScriptedModel, modelId = 'test-model'): LanguageModelV4 {
  const settings = { apiKey: KEY };
  switch (name) {
    case 'openai-chat':
      return createOpenAI({ ...settings, baseURL: server.baseUrls['openai-chat'] }).chat(modelId);
    case 'openai-compatible': {
      const baseURL = server.baseUrls['openai-chat'];
      return createOpenAICompatible({ ...settings, baseURL, name: 'compatible', includeUsage: true })(
        modelId,
      );
    }
    case 'openai-responses':
      return createOpenAI({ ...settings, baseURL: server.baseUrls['openai-responses'] }).responses(modelId);
    case 'anthropic':
      return createAnthropic({ ...settings, baseURL: server.baseUrls.anthropic })(modelId);
    case 'gemini':
      return createGoogle({ ...settings, baseURL: server.baseUrls.gemini })(modelId);
  }
}

interface SaidText {
  type: 'text' | 'reasoning';
  text: string;
  metadata?: SharedV4ProviderMetadata | undefined;
}

export type Said =
  | SaidText
  | {
      type: 'tool-call';
      id: string;
      name: string;
      input: string;
      metadata?: SharedV4ProviderMetadata | undefined;
    };

/** What a client made of an answer. */
export interface Heard {
  said: Said[];
  finish: LanguageModelV4FinishReason | undefined;
  usage: LanguageModelV4Usage | undefined;
  errors: unknown[];
}

const TOOLS: NonNullable<LanguageModelV4CallOptions['tools']> = [
  {
    type: 'function',
    name: 'execute_bash',
    description: 'Runs a command.',
    inputSchema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
  },
];

export const user = (text: string): LanguageModelV4Message => ({
  role: 'user',
  content: [{ type: 'text', text }],
});

/** Asks as Capstan would: stateless, with the encrypted reasoning of OpenAI responses. */
export const callOptions = (
  prompt: LanguageModelV4Message[],
  rest: Partial<LanguageModelV4CallOptions> = {},
): LanguageModelV4CallOptions => ({
  prompt,
  tools: TOOLS,
  maxOutputTokens: 1000,
  providerOptions: { openai: { store: false, include: ['reasoning.encrypted_content'] } },
  ...rest,
});

export async function stream(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<Heard> {
  const heard: Heard = { said: [], finish: undefined, usage: undefined, errors: [] };
  const open = new Map<string, SaidText>();
  const { stream: parts } = await model.doStream(options);
  for await (const part of parts) {
    switch (part.type) {
      case 'text-start':
      case 'reasoning-start': {
        const said: SaidText = { type: part.type === 'text-start' ? 'text' : 'reasoning', text: '' };
        said.metadata = part.providerMetadata;
        open.set(part.id, said);
        heard.said.push(said);
        break;
      }
      case 'text-delta':
      case 'reasoning-delta':
      case 'text-end':
      case 'reasoning-end': {
        const said = open.get(part.id);
        if (said === undefined) throw new Error(`${part.type} without a start`);
        if ('delta' in part) said.text += part.delta;
        said.metadata = part.providerMetadata ?? said.metadata;
        break;
      }
      case 'tool-call':
        heard.said.push({
          type: 'tool-call',
          id: part.toolCallId,
          name: part.toolName,
          input: part.input,
          metadata: part.providerMetadata,
        });
        break;
      case 'finish':
        heard.finish = part.finishReason;
        heard.usage = part.usage;
        break;
      case 'error':
        heard.errors.push(part.error);
        break;
      default:
    }
  }
  return heard;
}

async function generate(model: LanguageModelV4, options: LanguageModelV4CallOptions): Promise<Heard> {
  const result = await model.doGenerate(options);
  const said = result.content.flatMap((part): Said[] => {
    if (part.type === 'text' || part.type === 'reasoning') {
      return [{ type: part.type, text: part.text, metadata: part.providerMetadata }];
    }
    if (part.type !== 'tool-call') return [];
    return [
      {
        type: 'tool-call',
        id: part.toolCallId,
        name: part.toolName,
        input: part.input,
        metadata: part.providerMetadata,
      },
    ];
  });
  return { said, finish: result.finishReason, usage: result.usage, errors: [] };
}

export const ASKING = { stream, generate } as const;

/** The answer as it is sent back, with what the provider wants to see again. */
export const assistant = (said: Said[]): LanguageModelV4Message => ({
  role: 'assistant',
  content: said.map((part) => {
    const options = part.metadata === undefined ? {} : { providerOptions: part.metadata };
    return part.type === 'tool-call'
      ? {
          type: 'tool-call',
          toolCallId: part.id,
          toolName: part.name,
          input: JSON.parse(part.input),
          ...options,
        }
      : { type: part.type, text: part.text, ...options };
  }),
});

/** One result for each call of an answer. */
export const results = (said: Said[], text: string): LanguageModelV4Message => ({
  role: 'tool',
  content: said.flatMap((part) =>
    part.type === 'tool-call'
      ? [
          {
            type: 'tool-result' as const,
            toolCallId: part.id,
            toolName: part.name,
            output: { type: 'text' as const, value: text },
          },
        ]
      : [],
  ),
});

export const textsOf = (heard: Heard, type: 'text' | 'reasoning' = 'text'): string =>
  heard.said.flatMap((part) => (part.type === type ? [part.text] : [])).join('');

export const callsOf = (heard: Heard): { name: string; input: string }[] =>
  heard.said.flatMap((part) => (part.type === 'tool-call' ? [{ name: part.name, input: part.input }] : []));
