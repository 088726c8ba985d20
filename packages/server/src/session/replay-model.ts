import { CapstanError, type Model } from '@capstan/protocol';
import type { ModelPlan } from './model-plan.ts';
import { openModel } from './session-agent.ts';

/**
 * The model behind a replay, which is not asked before the recorded answers have come to an end. One that cannot be had
 * yet therefore fails when it is asked, not before. Rejects as `openModel` with any other failure than `model_unknown` and
 * `model_key_missing`.
 */
export async function openReplayModel(plan: ModelPlan): Promise<Model> {
  try {
    return await openModel(plan);
  } catch (error) {
    if (!CapstanError.is(error)) throw error;
    if (error.code !== 'model_unknown' && error.code !== 'model_key_missing') throw error;
    return missingModel(plan, error);
  }
}

const missingModel = ({ name }: ModelPlan, failure: CapstanError): Model => ({
  id: name ?? 'none',
  capabilities: {
    contextTokens: null,
    maxOutputTokens: null,
    vision: true,
    toolCalls: true,
    reasoning: true,
    promptCache: false,
  },
  complete: () => Promise.reject(failure),
});
