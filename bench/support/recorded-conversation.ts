import { createCodeActAgent, NO_SPEND, wireMetrics } from '@capstan/agent';
import type { EventStream } from '@capstan/events';
import {
  agentStateChanged,
  commandObservation,
  messageAction,
  runAction,
  toResponseRecord,
  type EventDraft,
  type Model,
  type ToolCallMetadata,
} from '@capstan/protocol';

/** Stands where a recorded conversation needs a model only to name its tools. */
const NO_MODEL: Model = {
  id: 'none/none',
  capabilities: {
    contextTokens: null,
    maxOutputTokens: null,
    vision: false,
    toolCalls: true,
    reasoning: false,
    promptCache: false,
  },
  complete: () => Promise.reject(new Error('a recorded conversation asks nobody')),
};

/** Makes events of about 1.4 KB on average, as real conversations have them, two per step, like the controller's own. */
export const OUTPUT = 'src/storage/page.ts:17:  const rows = statement.all(log, from, to);\n'.repeat(15);

/** Fills an empty log with a conversation that is at work: so many events, the agent running. */
export async function recordConversation(stream: EventStream, events: number): Promise<void> {
  const surroundings = {
    workspaceRoot: '/workspace',
    place: 'sandbox',
    network: 'on',
    date: '2026-01-01',
  } as const;
  stream.append(createCodeActAgent({ model: NO_MODEL, surroundings }).introduce(), 'agent');
  stream.append(messageAction({ content: 'Find out why the test of the pages fails, and mend it.' }), 'user');
  let last = stream.append(agentStateChanged('running'), 'environment');
  for (let step = 1; stream.nextId < events; step += 1) {
    const action = stream.append(actionOf(step), 'agent');
    last = stream.append(observationOf(step, action.id), 'agent');
    if (step % 200 === 0) await last.durable;
  }
  await last.durable;
}

function actionOf(step: number): EventDraft {
  const command = `grep -rn "statement.all" src --include='*.ts' | head -n ${step}`;
  const metrics = wireMetrics(NO_SPEND, { budgetUsd: null, contextTokens: 200_000 });
  return { ...runAction({ command }), tool_call_metadata: metadataOf(step, command), llm_metrics: metrics };
}

function observationOf(step: number, cause: number): EventDraft {
  const metadata = { exit_code: 0, working_dir: '/workspace' };
  const { model_response, ...rest } = metadataOf(step, '');
  const tool_call_metadata = { ...rest, model_response: { id: model_response['id'] ?? null } };
  return { ...commandObservation(OUTPUT, { command: 'grep', metadata }), tool_call_metadata, cause };
}

function metadataOf(step: number, command: string): ToolCallMetadata {
  const response = toResponseRecord({
    id: `chatcmpl-${step}`,
    model: 'test/model',
    createdAt: '2026-01-01T00:00:00.000Z',
    content: [
      { type: 'text', text: 'I look where the rows of a page come from.' },
      {
        type: 'tool-call',
        toolCallId: `call_${step}`,
        toolName: 'execute_bash',
        arguments: JSON.stringify({ command, security_risk: 'LOW' }),
      },
    ],
    finishReason: 'tool-calls',
    usage: { input: 12_000, output: 60, cacheRead: 11_000, cacheWrite: 0, reasoning: 0 },
    cost: { usd: 0.004, priceTable: 'test 1' },
    latencySeconds: 1.5,
    firstTokenSeconds: 0.5,
  });
  return {
    function_name: 'execute_bash',
    tool_call_id: `call_${step}`,
    model_response: response,
    total_calls_in_response: 1,
  };
}
