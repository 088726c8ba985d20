import { createModel, type RetrySettings } from '@capstan/llm';
import { CapstanError, type Model } from '@capstan/protocol';
import { DEMO_MODEL, demoTurns } from '../demo/demo-turns.ts';
import { makeDemoRepository } from '../demo/demo-repository.ts';
import type { ConversationSettings } from './conversation-settings.ts';
import type { RunPlan } from './run-plan.ts';
import { noModel, unconfiguredModel } from './unconfigured-model.ts';

/** The model that a plan names. The demo brings its own, which is shut down with `cleanup`. */
export async function openModel(plan: RunPlan, cleanup: AsyncDisposableStack): Promise<Model> {
  if (plan.settings.demo) return openDemoModel(plan, cleanup);
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

/** As quick as a quick model, so that a person can follow. */
const PACE = { chunk: 12, delayMs: 15 };

async function openDemoModel(plan: RunPlan, cleanup: AsyncDisposableStack): Promise<Model> {
  // The scripted model is big and only wanted here.
  const { script, startScriptedModel } = await import('@capstan/llm/scripted');
  if (plan.isNew) await makeDemoRepository(plan.workspace);
  const server = await startScriptedModel({ script: script(demoTurns(plan.workspace), { delivery: PACE }) });
  cleanup.defer(() => server.close());
  return createModel({
    model: DEMO_MODEL,
    env: {},
    baseUrl: server.baseUrls['openai-chat'],
    apiKey: 'none is needed',
    settings: { price: { input: 0, output: 0 } },
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
