import { AgentRegistry, ReplayAgent, type Agent, type SystemPromptContext } from '@capstan/agent';
import { createModel, HttpClient, type ModelSettings } from '@capstan/llm';
import { CapstanError, type Model } from '@capstan/protocol';
import type { NetworkPolicy } from '@capstan/runtime';
import type { CloneSource } from './clone-source.ts';
import type { ModelPlan } from './model-plan.ts';
import type { SessionPlan } from './session-plan.ts';

/**
 * Opens a model as a conversation names it. Rejects with `model_unknown` or `model_key_missing`, or with `forbidden` for
 * an address that its user may not reach.
 */
export async function openModel(
  plan: ModelPlan,
  { settings = {}, client = clientOf(plan) }: { settings?: ModelSettings; client?: HttpClient } = {},
): Promise<Model> {
  if (plan.name === null) {
    throw new CapstanError('model_unknown', 'No model is configured', {
      remedy: 'Name a model as provider/model in the settings, or with --model or LLM_MODEL at the start.',
    });
  }
  const { guard } = plan;
  await guard?.rule.check(guard.url);
  return createModel({
    model: plan.name,
    env: plan.env,
    apiKey: plan.apiKey ?? undefined,
    baseUrl: plan.baseUrl ?? undefined,
    settings,
    client,
  });
}

/** What requests to the model go through; its owner may close it when the model is not wanted any more. */
export function clientOf({ guard, env }: ModelPlan): HttpClient {
  return guard === null ? new HttpClient({ env }) : guard.rule.client(guard.url);
}

/** The agent of a conversation. Rejects with `usage` for a name that no agent has. */
export function openAgent(plan: SessionPlan, model: Model, network: NetworkPolicy, driver: string): Agent {
  const surroundings = {
    workspaceRoot: plan.workspace,
    place: driver === 'cli' ? ('machine' as const) : ('sandbox' as const),
    network,
    date: new Date().toISOString().slice(0, 10),
    ...(plan.clone === null ? {} : { repository: clonedRepository(plan.clone) }),
    ...(plan.instructions === null ? {} : { instructions: plan.instructions }),
  };
  const live = new AgentRegistry().create(plan.agentName, { model, surroundings });
  return plan.recording === null ? live : new ReplayAgent(live, plan.recording.responses);
}

function clonedRepository({
  repository,
  folder,
  tokenVariable,
}: CloneSource): SystemPromptContext['repository'] {
  return { name: repository, folder, ...(tokenVariable === null ? {} : { tokenVariable }) };
}
