import { chatProvider } from './chat-provider.ts';
import { isOpenAiReasoningModel } from './openai-names.ts';

/** OpenAI by the older chat completions API. */
export const openaiChat = chatProvider({
  id: 'openai-chat',
  title: 'OpenAI (chat completions)',
  keyVariables: ['OPENAI_API_KEY'],
  baseUrlVariables: ['OPENAI_BASE_URL'],
  defaultBaseUrl: 'https://api.openai.com/v1',
  priceId: 'openai',
  dialect: { maxTokensField: 'max_completion_tokens', rejectsSampling: isOpenAiReasoningModel },
});
