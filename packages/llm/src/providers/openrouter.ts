import type { JsonObject } from '@capstan/protocol';
import { normaliseModelName } from '../capabilities/find-capabilities.ts';
import { chatProvider } from './chat-provider.ts';
import { isOpenAiReasoningModel } from './openai-names.ts';

/** OpenRouter: many makers behind one address. It says itself what a call cost. */
export const openrouter = chatProvider({
  id: 'openrouter',
  title: 'OpenRouter',
  keyVariables: ['OPENROUTER_API_KEY'],
  baseUrlVariables: ['OPENROUTER_BASE_URL'],
  defaultBaseUrl: 'https://openrouter.ai/api/v1',
  priceId: 'openrouter',
  dialect: {
    reasoningReplay: 'reasoning_details',
    // Passed on to Anthropic and Gemini, ignored by the rest.
    cacheMarks: true,
    reasoning: (effort): JsonObject =>
      effort === 'none' ? { reasoning: { enabled: false } } : { reasoning: { effort } },
    rejectsSampling: (name) =>
      isOpenAiReasoningModel(name) || /^claude-opus-4-[7-9]/.test(normaliseModelName(name)),
    extraBody: { usage: { include: true } },
  },
  headers: ({ env }) => ({
    'x-title': env['OR_APP_NAME'] ?? 'Capstan',
    ...(env['OR_SITE_URL'] === undefined ? {} : { 'http-referer': env['OR_SITE_URL'] }),
  }),
});
