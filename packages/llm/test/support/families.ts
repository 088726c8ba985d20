import type { Model, ModelMessage, ModelRequest, ToolDefinition } from '@capstan/protocol';
import { createModel, type ModelSettings } from '../../src/index.ts';
import { startScriptedModel, type ScriptedModel, type TurnInput, script } from '../../src/scripted/index.ts';
import { HeldClock } from './held-clock.ts';

/** The protocols that the scripted model speaks, each with a model that can do everything. */
export const FAMILIES = [
  { protocol: 'openai-chat', model: 'openai-chat/gpt-4o' },
  { protocol: 'openai-responses', model: 'openai/gpt-5.1' },
  { protocol: 'anthropic', model: 'anthropic/claude-sonnet-4-5' },
  { protocol: 'gemini', model: 'google/gemini-2.5-pro' },
] as const;

export type Family = (typeof FAMILIES)[number];

export const KEY = 'sk-test-0123456789';

export interface Scene {
  server: ScriptedModel;
  model: Model;
  clock: HeldClock;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A scripted model and a client of it. */
export async function scene(
  family: Family,
  turns: TurnInput[],
  settings: ModelSettings = {},
): Promise<Scene> {
  const server = await startScriptedModel({ script: script(turns), expectKey: KEY });
  const clock = new HeldClock();
  const model = await createModel({
    model: family.model,
    apiKey: KEY,
    baseUrl: server.baseUrls[family.protocol],
    env: {},
    settings,
    clock,
  });
  return { server, model, clock, [Symbol.asyncDispose]: () => server.close() };
}

export const BASH: ToolDefinition = {
  name: 'execute_bash',
  description: 'Runs a command.',
  inputSchema: { type: 'object', properties: { command: { type: 'string' } }, required: ['command'] },
};

export const user = (text: string): ModelMessage => ({ role: 'user', content: [{ type: 'text', text }] });

export const request = (
  messages: ModelMessage[] = [user('Do it.')],
  more: Partial<ModelRequest> = {},
): ModelRequest => ({
  messages: [{ role: 'system', content: 'You are an agent.' }, ...messages],
  tools: [BASH],
  ...more,
});

/** Bounds every wait of a test. */
export const soon = (): AbortSignal => AbortSignal.timeout(15_000);
