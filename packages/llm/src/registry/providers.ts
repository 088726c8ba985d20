import { anthropic } from '../providers/anthropic.ts';
import { azure } from '../providers/azure.ts';
import { bedrock } from '../providers/bedrock.ts';
import { google } from '../providers/google.ts';
import { deepseek, groq, mistral, xai } from '../providers/hosted.ts';
import { openai } from '../providers/openai.ts';
import { openaiChat } from '../providers/openai-chat.ts';
import { openrouter } from '../providers/openrouter.ts';
import { lmstudio, ollama, openaiCompatible, vllm } from '../providers/self-hosted.ts';
import type { Provider } from './provider.ts';

/** Every provider, in the order in which lists show them. */
export const PROVIDERS: readonly Provider[] = [
  openai,
  openaiChat,
  anthropic,
  google,
  azure,
  bedrock,
  openrouter,
  mistral,
  deepseek,
  groq,
  xai,
  ollama,
  lmstudio,
  vllm,
  openaiCompatible,
];

/** What may stand before the first slash of a model's name. */
export const providerNames = (): string[] => PROVIDERS.map((each) => each.id);
