import { CapstanError } from '@capstan/protocol';
import { MASK, type ModelTest, type ModelTestResult } from '@capstan/protocol/api';
import type { ServerConfig } from '../config/server-config.ts';
import { modelPlan } from '../session/model-plan.ts';
import { clientOf, openModel } from '../session/session-agent.ts';
import { completeAside } from '../session/side-completion.ts';
import { effectiveSettings } from '../settings/effective-settings.ts';
import { DEFAULT_SETTINGS, type Settings } from '../settings/settings.ts';
import { TRIAL_REMEDIES } from './trial-remedies.ts';

const TIMEOUT_SECONDS = 20;
/** Some providers refuse less than 16. */
const ANSWER_TOKENS = 32;
const QUESTION = 'Answer with the one word: ready';

export interface ModelTrial {
  config: Pick<ServerConfig, 'auth' | 'machine' | 'llm' | 'agent' | 'runtime'>;
  userId: string | null;
  stored: Settings | undefined;
  asked: ModelTest;
  /** Of whoever waits for it. */
  signal: AbortSignal;
}

/** Whether a model answers, by one exchange. Rejects only with what is no fault of model or settings, such as `cancelled`. */
export async function tryModel({
  config,
  userId,
  stored,
  asked,
  signal,
}: ModelTrial): Promise<ModelTestResult> {
  const { model } = effectiveSettings(config, withAsked(stored ?? DEFAULT_SETTINGS, asked));
  const name = model.name ?? asked.model;
  const plan = modelPlan(config, userId, model);
  const client = clientOf(plan);
  const begun = performance.now();
  try {
    const settings = { maxOutputTokens: ANSWER_TOKENS, retry: { attempts: 1 } };
    const opened = await openModel(plan, { settings, client });
    const question = [{ role: 'user' as const, content: QUESTION }];
    await completeAside(opened, question, { signal, timeoutSeconds: TIMEOUT_SECONDS });
    return { ok: true, model: name, latency_ms: Math.round(performance.now() - begun) };
  } catch (error) {
    if (!CapstanError.is(error) || error.code === 'cancelled') throw error;
    const { code, message, remedy } = error;
    return {
      ok: false,
      model: name,
      code,
      message,
      remedy: TRIAL_REMEDIES[code] ?? remedy,
    };
  } finally {
    client.close();
  }
}

function withAsked(stored: Settings, { model, api_key: key, base_url: url }: ModelTest): Settings {
  return {
    ...stored,
    llm_model: model,
    ...(key === undefined || key === null || key === MASK ? {} : { llm_api_key: key }),
    ...(url === undefined ? {} : { llm_base_url: url }),
  };
}
