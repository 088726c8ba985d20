import type { JsonObject } from '@capstan/protocol';
import { nineCharacterToolCallId } from '../wire/tool-call-id.ts';
import { chatProvider } from './chat-provider.ts';

/** Mistral refuses fields that it does not know, sends usage unasked, and is strict about the ids of calls. */
export const mistral = chatProvider({
  id: 'mistral',
  title: 'Mistral',
  keyVariables: ['MISTRAL_API_KEY'],
  baseUrlVariables: ['MISTRAL_BASE_URL'],
  defaultBaseUrl: 'https://api.mistral.ai/v1',
  priceId: 'mistral',
  dialect: {
    streamOptions: false,
    seedField: 'random_seed',
    requiredToolChoice: 'any',
    toolCallId: nineCharacterToolCallId,
    reasoning: (effort): JsonObject => (effort === 'none' ? {} : { prompt_mode: 'reasoning' }),
  },
});

/** DeepSeek wants the reasoning of a turn with tool calls back. */
export const deepseek = chatProvider({
  id: 'deepseek',
  title: 'DeepSeek',
  keyVariables: ['DEEPSEEK_API_KEY'],
  baseUrlVariables: ['DEEPSEEK_BASE_URL'],
  defaultBaseUrl: 'https://api.deepseek.com/v1',
  priceId: 'deepseek',
  dialect: {
    reasoningReplay: 'reasoning_content',
    reasoning: (effort) => ({ thinking: { type: effort === 'none' ? 'disabled' : 'enabled' } }),
  },
});

export const groq = chatProvider({
  id: 'groq',
  title: 'Groq',
  keyVariables: ['GROQ_API_KEY'],
  baseUrlVariables: ['GROQ_BASE_URL'],
  defaultBaseUrl: 'https://api.groq.com/openai/v1',
  priceId: 'groq',
  dialect: { maxTokensField: 'max_completion_tokens' },
});

export const xai = chatProvider({
  id: 'xai',
  aliases: ['x-ai', 'grok'],
  title: 'xAI',
  keyVariables: ['XAI_API_KEY'],
  baseUrlVariables: ['XAI_BASE_URL'],
  defaultBaseUrl: 'https://api.x.ai/v1',
  priceId: 'x-ai',
  dialect: { maxTokensField: 'max_completion_tokens' },
});
