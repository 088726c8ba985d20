import { AgentController, createCodeActAgent, DEFAULT_CONTROLLER_CONFIG, systemClock } from '@capstan/agent';
import type { EventStore } from '@capstan/events';
import { EventStream } from '@capstan/events';
import { createModel } from '@capstan/llm';
import { changeAgentState, messageAction } from '@capstan/protocol';
import { InstantRuntime } from './instant-runtime.ts';

export interface AgentRunOptions {
  store: EventStore;
  baseUrl: string;
  /** Window of the model in tokens; null when it is not known, and then nothing is ever left out of the prompt. */
  contextTokens: number | null;
  /** What every command prints. */
  output: string;
  /** Steps from here on. */
  steps: number;
}

/** Has an agent do so many steps on a log, with everything real but the commands. */
export async function runAgent(options: AgentRunOptions): Promise<void> {
  const { store, baseUrl, contextTokens, output, steps } = options;
  const model = await createModel({
    model: 'openai-compatible/scripted',
    baseUrl,
    apiKey: 'none',
    env: {},
    settings: { capabilities: { contextTokens } },
  });
  const surroundings = {
    workspaceRoot: '/workspace',
    place: 'sandbox',
    network: 'on',
    date: '2026-01-01',
  } as const;
  const stream = await EventStream.open(store);
  const controller = await AgentController.open({
    stream,
    agent: createCodeActAgent({ model, surroundings }),
    runtime: new InstantRuntime(output),
    config: { ...DEFAULT_CONTROLLER_CONFIG, maxIterations: Number.MAX_SAFE_INTEGER },
    clock: systemClock,
  });
  const last = controller.state.steps + steps;
  if (controller.state.eventCount === 0) {
    controller.introduce();
    stream.append(messageAction({ content: 'Say true as often as you can.' }), 'user');
  }
  const enough = Promise.withResolvers<void>();
  stream.subscribe({
    id: 'main',
    onEvent: () => {
      if (controller.state.steps >= last) enough.resolve();
    },
  });
  if (controller.state.agentState === 'stopped') stream.append(changeAgentState('running'), 'user');
  controller.start();
  await enough.promise;
  const stopped = stream.append(changeAgentState('stopped'), 'user');
  await controller.whenResting(stopped.id);
  await controller.close();
  await stream.close();
}
