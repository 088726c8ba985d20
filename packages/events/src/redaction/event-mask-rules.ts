import { TASK_STATUSES } from '@capstan/protocol';
import type { MaskRules } from './masked-json.ts';

const COMMANDS = ['create', 'str_replace', 'insert', 'undo_edit', 'view', 'plan'];

const BODY: MaskRules = {
  keep: new Set([
    'agent_state',
    'confirmation_state',
    'security_risk',
    'recall_type',
    'impl_source',
    'trigger_by_action',
  ]),
  words: new Map([
    ['command', new Set(COMMANDS)],
    ['status', new Set<string>(TASK_STATUSES)],
  ]),
  data: new Set(['arguments', 'inputs', 'outputs', 'runtime_hosts']),
  below: {
    keep: new Set(),
    words: new Map([['status', new Set<string>(TASK_STATUSES)]]),
  },
};

const RESPONSE: MaskRules = {
  keep: new Set([
    'id',
    'object',
    'model',
    'role',
    'type',
    'name',
    'finish_reason',
    'finishReason',
    'created',
    'createdAt',
    'priceTable',
    'signature',
  ]),
};

/**
 * Rules for the keys of an event's envelope that hold objects. Never masked is what the schemas require to be
 * one of a few words and what pairs calls with results: a secret that is such a word must not break the log.
 */
export const ENVELOPE_RULES: ReadonlyMap<string, MaskRules> = new Map([
  ['args', BODY],
  ['extras', BODY],
  ['model_response', RESPONSE],
  ['side_response', RESPONSE],
  ['tool_call_metadata', { keep: new Set(['function_name', 'tool_call_id']), below: RESPONSE }],
  ['llm_metrics', { keep: new Set(['model', 'response_id']) }],
]);

/** Keys of the envelope that are never masked. */
export const ENVELOPE_KEEPS: ReadonlySet<string> = new Set([
  'id',
  'timestamp',
  'source',
  'cause',
  'action',
  'observation',
  'timeout',
  'success',
]);
