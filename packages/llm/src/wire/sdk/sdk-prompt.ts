import type { ModelMessage } from '@capstan/protocol';
import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { chosenMarks } from '../cache-marks.ts';
import { ConvertedMessages } from '../converted-messages.ts';
import { sdkMessage, type SdkMessageOptions } from './sdk-message.ts';

/** Builds prompts for the SDK; each message is converted once. */
export class SdkPromptBuilder {
  readonly #messages: ConvertedMessages<LanguageModelV4Message>;

  constructor(options: SdkMessageOptions) {
    this.#messages = new ConvertedMessages((message, marked) => sdkMessage(message, marked, options));
  }

  /**
   * Results that follow each other become one message, as Gemini and Anthropic want the results of one
   * turn together. A system message after the beginning becomes a user message: Gemini knows no other.
   */
  build(messages: readonly ModelMessage[]): LanguageModelV4Prompt {
    const marks = chosenMarks(messages);
    const prompt: LanguageModelV4Prompt = [];
    for (const message of messages) {
      const converted = this.#messages.get(message, marks.has(message));
      const last = prompt.at(-1);
      if (converted.role === 'tool' && last?.role === 'tool') {
        prompt[prompt.length - 1] = { role: 'tool', content: [...last.content, ...converted.content] };
      } else if (converted.role === 'system' && last !== undefined && last.role !== 'system') {
        prompt.push({ role: 'user', content: [{ type: 'text', text: converted.content }] });
      } else if (converted.role !== 'assistant' || converted.content.length > 0) {
        prompt.push(converted);
      }
    }
    return prompt;
  }
}
