import { chatProvider } from './chat-provider.ts';

/** Servers that a person runs; they take the reasoning of earlier turns and drop it if the model has no use for it. */
const dialect = { reasoningReplay: 'reasoning_content' } as const;

export const ollama = chatProvider({
  id: 'ollama',
  title: 'Ollama',
  keyVariables: ['OLLAMA_API_KEY'],
  keyOptional: true,
  baseUrlVariables: ['OLLAMA_BASE_URL'],
  defaultBaseUrl: 'http://127.0.0.1:11434/v1',
  local: true,
  dialect,
});

export const lmstudio = chatProvider({
  id: 'lmstudio',
  aliases: ['lm-studio', 'lm_studio'],
  title: 'LM Studio',
  keyVariables: ['LMSTUDIO_API_KEY'],
  keyOptional: true,
  baseUrlVariables: ['LMSTUDIO_BASE_URL'],
  defaultBaseUrl: 'http://127.0.0.1:1234/v1',
  local: true,
  dialect,
});

export const vllm = chatProvider({
  id: 'vllm',
  aliases: ['hosted_vllm'],
  title: 'vLLM',
  keyVariables: ['VLLM_API_KEY'],
  keyOptional: true,
  baseUrlVariables: ['VLLM_BASE_URL'],
  defaultBaseUrl: 'http://127.0.0.1:8000/v1',
  local: true,
  dialect,
});

/** Any other server that speaks chat completions. Who pays for it is not known, so neither is the price. */
export const openaiCompatible = chatProvider({
  id: 'openai-compatible',
  aliases: ['openai_compatible', 'litellm_proxy'],
  title: 'an OpenAI-compatible server',
  keyVariables: ['OPENAI_COMPATIBLE_API_KEY', 'LLM_API_KEY'],
  keyOptional: true,
  baseUrlVariables: ['OPENAI_COMPATIBLE_BASE_URL', 'LLM_BASE_URL'],
  defaultBaseUrl: undefined,
  dialect,
});
