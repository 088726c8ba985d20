import { createModel, type RetrySettings } from '@capstan/llm';
import { CapstanError, type Model } from '@capstan/protocol';
import type { ConversationSettings } from './conversation-settings.ts';
import type { RunPlan } from './run-plan.ts';
import { noModel, unconfiguredModel } from './unconfigured-model.ts';

/** The model that a plan names. The demo brings its own, and what it works on. */
export async function openModel(plan: RunPlan): Promise<Model> {
  if (plan.settings.demo) {
    const { demoModel, makeDemoRepository } = await import('@capstan/server/demo');
    if (plan.isNew) await makeDemoRepository(plan.workspace);
    return demoModel({ workspace: plan.workspace });
  }
  if (plan.model === null) {
    if (plan.recording === null) throw noModel();
    return unconfiguredModel;
  }
  const { baseUrl, apiKeyEnv } = plan.settings;
  return createModel({
    model: plan.model,
    env: process.env,
    baseUrl: baseUrl ?? undefined,
    apiKey: apiKeyEnv === null ? undefined : keyFrom(apiKeyEnv),
    settings: { retry: retryOf(plan.settings) },
  });
}

function retryOf(settings: ConversationSettings): Partial<RetrySettings> {
  const { attempts, retryWaitSeconds } = settings;
  return {
    ...(attempts === null ? {} : { attempts }),
    ...(retryWaitSeconds === null ? {} : { minWaitSeconds: retryWaitSeconds }),
  };
}

function keyFrom(variable: string): string {
  const key = process.env[variable]?.trim();
  if (key) return key;
  throw new CapstanError('model_key_missing', `${variable} is not set`, {
    remedy: `Put the API key into the environment variable ${variable}.`,
  });
}
