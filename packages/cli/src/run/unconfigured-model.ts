import { CapstanError, type Model, type ModelResponse } from '@capstan/protocol';

const HOW =
  'Name a model with --model provider/model and set its API key, or try `capstan run --demo`, which needs neither.';

/** Stands where a replay needs no model, and says so when the recording has ended. */
export const unconfiguredModel: Model = {
  id: 'none/none',
  capabilities: {
    contextTokens: null,
    maxOutputTokens: null,
    vision: false,
    toolCalls: true,
    reasoning: false,
    promptCache: false,
  },
  complete: (): Promise<ModelResponse> =>
    Promise.reject(
      new CapstanError('model_unknown', 'The recording has ended and no model is configured to go on', {
        remedy: HOW,
      }),
    ),
};

export function noModel(): CapstanError {
  return new CapstanError('model_unknown', 'No model is configured', { remedy: HOW });
}
