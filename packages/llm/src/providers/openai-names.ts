import { normaliseModelName } from '../capabilities/find-capabilities.ts';

/** OpenAI's reasoning models answer 400 to temperature, top_p and stop; the `-chat` ones do not reason. */
export function isOpenAiReasoningModel(modelName: string): boolean {
  const name = normaliseModelName(modelName);
  return /^(o\d|codex|gpt-[5-9])/.test(name) && !name.includes('-chat');
}
