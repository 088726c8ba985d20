import { createModel, type RetrySettings } from '@capstan/llm';
import { CapstanError, type Model } from '@capstan/protocol';
import { DEMO_MODEL, demoTurns } from '../demo/demo-turns.ts';
import { makeDemoRepository } from '../demo/demo-repository.ts';
import type { ConversationSettings } from './conversation-settings.ts';
import type { RunPlan } from './run-plan.ts';
import { secretValues } from './runtime-options.ts';
import { noModel, unconfiguredModel } from './unconfigured-model.ts';

export interface OpenedModel {
  model: Model;
  /** Values that must never be stored or shown. */
  secrets: Record<string, string>;
}

/** The model that a plan names. The demo brings its own, which is shut down with `cleanup`. */
export async function openModel(plan: RunPlan, cleanup: AsyncDisposableStack): Promise<OpenedModel> {
  if (plan.settings.demo) return openDemoModel(plan, cleanup);
  if (plan.model === null) {
    if (plan.recording === null) throw noModel();
    return { model: unconfiguredModel, secrets: {} };
  }
  const { baseUrl, apiKeyEnv } = plan.settings;
  const apiKey = apiKeyEnv === null ? undefined : keyFrom(apiKeyEnv);
  const model = await createModel({
    model: plan.model,
    env: process.env,
    baseUrl: baseUrl ?? undefined,
    apiKey,
    settings: { retry: retryOf(plan.settings) },
  });
  return {
    model,
    secrets: { ...secretsOf(process.env), ...secretValues(plan.settings.secretNames, process.env) },
  };
}

/** As quick as a quick model, so that a person can follow. */
const PACE = { chunk: 12, delayMs: 15 };

async function openDemoModel(plan: RunPlan, cleanup: AsyncDisposableStack): Promise<OpenedModel> {
  // The scripted model is big and only wanted here.
  const { script, startScriptedModel } = await import('@capstan/llm/scripted');
  if (plan.isNew) await makeDemoRepository(plan.workspace);
  const server = await startScriptedModel({ script: script(demoTurns(plan.workspace), { delivery: PACE }) });
  cleanup.defer(() => server.close());
  const model = await createModel({
    model: DEMO_MODEL,
    env: {},
    baseUrl: server.baseUrls['openai-chat'],
    apiKey: 'none is needed',
    settings: { price: { input: 0, output: 0 } },
  });
  return { model, secrets: {} };
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

const SECRET_NAME = /(API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)/i;
/** Shorter values are too likely to be ordinary words. */
const SHORTEST_SECRET = 8;

/** What this process was given that is nobody's business: never to be stored or shown. */
function secretsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.length >= SHORTEST_SECRET && SECRET_NAME.test(name))
      secrets[name] = value;
  }
  return secrets;
}
