import {
  ACTION_KINDS,
  AGENT_STATES,
  CONFIRMATION_STATES,
  EVENT_SOURCES,
  OBSERVATION_KINDS,
  parseEvent,
  type Event,
  type JsonObject,
} from '@capstan/protocol';
import fc from 'fast-check';

const text = fc.oneof(
  fc.constantFrom('', 'ls', 'ERROR: no', 'TASK: look', 'look'),
  fc.string({ maxLength: 12 }),
);
const ids = fc.integer({ min: -1, max: 40 });
const list = fc.option(fc.array(text, { maxLength: 2 }), { nil: null });

/** Fields of all kinds under their names, so that events of any kind come out readable now and then. */
const body = fc.record(
  {
    command: fc.oneof(text, fc.constantFrom('plan', 'view', 'create', 'str_replace')),
    content: text,
    code: text,
    path: text,
    url: text,
    browser_actions: text,
    name: text,
    agent: text,
    inputs: fc.constantFrom<JsonObject>({ task: 'look' }, {}),
    outputs: fc.constantFrom<JsonObject>({ reason: 'no' }, { content: 'yes' }, {}),
    thought: text,
    hidden: fc.boolean(),
    agent_state: fc.constantFrom(...AGENT_STATES),
    reason: fc.oneof(text, fc.constantFrom('limit_budget: spent', 'STATUS$ERROR_MEMORY')),
    confirmation_state: fc.constantFrom(...CONFIRMATION_STATES),
    security_risk: fc.constantFrom(-1, 0, 1, 2, 9),
    trigger_by_action: fc.constantFrom('browse', 'browse_interactive'),
    recall_type: fc.constantFrom('workspace_context', 'knowledge'),
    query: text,
    error_id: fc.constantFrom('', 'AGENT_ERROR$ERROR_ACTION_NOT_EXECUTED_STOPPED'),
    metadata: fc.record({ exit_code: fc.constantFrom(-1, 0, 2) }),
    task_list: fc.array(fc.record({ title: text, status: text }), { maxLength: 2 }),
    image_urls: list,
    file_path: text,
    forgotten_event_ids: fc.option(fc.array(ids, { maxLength: 3 }), { nil: null }),
    forgotten_events_start_id: fc.option(ids, { nil: null }),
    forgotten_events_end_id: fc.option(ids, { nil: null }),
  },
  {
    requiredKeys: [
      'command',
      'content',
      'code',
      'path',
      'url',
      'agent_state',
      'trigger_by_action',
      'recall_type',
    ],
  },
);

const responseId = fc.integer({ min: 0, max: 4 }).map((number) => `answer-${number}`);
const callId = fc.integer({ min: 0, max: 3 }).map((number) => `call-${number}`);

/** A whole answer, or only its id. */
const response = fc
  .record({ id: responseId, isWhole: fc.boolean(), words: text, reasoning: text, call: callId })
  .map(({ id, isWhole, words, reasoning, call }): JsonObject =>
    !isWhole
      ? { id }
      : {
          id,
          model: 'a/b',
          choices: [
            {
              message: {
                content: words,
                reasoning_content: reasoning,
                tool_calls: [{ id: call, function: { name: 'execute_bash', arguments: '{"command":"ls"}' } }],
              },
            },
          ],
          usage: { prompt_tokens: 100, completion_tokens: 10 },
          capstan: { cost: { usd: id === 'answer-2' ? null : 0.1 } },
        },
  );

const metadata = fc.record({
  function_name: fc.constantFrom('execute_bash', 'finish'),
  tool_call_id: callId,
  model_response: response,
  total_calls_in_response: fc.constant(1),
});

const envelope = fc.record(
  {
    timestamp: fc.constantFrom('', '2026-01-01T00:00:01.000Z', '2026-01-01T00:00:00', 'yesterday'),
    source: fc.constantFrom(...EVENT_SOURCES),
    message: text,
    cause: ids,
    tool_call_metadata: metadata,
    model_response: response,
    side_response: response,
    seen_through: ids,
    resume_at: text,
  },
  { requiredKeys: [] },
);

const action = fc
  .tuple(envelope, fc.constantFrom(...Object.keys(ACTION_KINDS)), body)
  .map(([rest, name, args]): JsonObject => ({ ...rest, action: name, args }));
const observation = fc
  .tuple(envelope, fc.constantFrom(...Object.keys(OBSERVATION_KINDS)), text, body)
  .map(([rest, name, content, extras]): JsonObject => ({ ...rest, observation: name, content, extras }));
/** What agents do most, so that actions and what comes of them meet. */
const usual = fc
  .tuple(envelope, fc.constantFrom('run', 'edit', 'read', 'delegate'), fc.boolean(), text, body)
  .map(([rest, name, isAction, content, both]): JsonObject => {
    if (isAction) return { ...rest, source: 'agent', action: name, args: both };
    return { ...rest, observation: name, content, extras: both };
  });
const junk = fc.jsonValue({ maxDepth: 2 });

/** An event of any kind, read as events are: with an id of its own, or with any. */
const wire = fc.oneof(
  { weight: 4, arbitrary: usual },
  { weight: 4, arbitrary: action },
  { weight: 4, arbitrary: observation },
  { weight: 1, arbitrary: junk },
);

/** How far back the action stands that an observation answers; 0 leaves it as it is. */
const back = fc.integer({ min: 0, max: 3 });

/** A log in which everything stands in any order. Ids ascend. */
export const anyLog = fc
  .array(fc.tuple(wire, back), { minLength: 3, maxLength: 40, size: 'max' })
  .map((raws) =>
    raws.map(([raw, steps], id): Event => ({ ...parseEvent(answering(raw, id - steps, steps > 0)), id })),
  );

/** As `anyLog`, with ids that repeat, go backwards or are missing. */
export const anyIdsLog = fc
  .array(fc.tuple(wire, ids), { maxLength: 40, size: 'max' })
  .map((raws) => raws.map(([raw, id]): Event => ({ ...parseEvent(raw), id })));

function answering(raw: unknown, cause: number, wanted: boolean): unknown {
  return wanted && typeof raw === 'object' && raw !== null && 'observation' in raw ? { ...raw, cause } : raw;
}
