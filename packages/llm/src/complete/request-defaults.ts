import type { ModelRequest } from '@capstan/protocol';
import type { ModelSettings } from '../settings/model-settings.ts';

/** The request with what the settings say where it says nothing itself. */
export function withSettings(request: ModelRequest, settings: ModelSettings): ModelRequest {
  return {
    ...request,
    temperature: request.temperature ?? settings.temperature,
    topP: request.topP ?? settings.topP,
    maxOutputTokens: request.maxOutputTokens ?? settings.maxOutputTokens,
    seed: request.seed ?? settings.seed,
    stop: request.stop ?? settings.stop,
    reasoningEffort: request.reasoningEffort ?? settings.reasoningEffort,
  };
}
