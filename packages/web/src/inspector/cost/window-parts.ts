import {
  fromResponseRecord,
  isAction,
  isFullResponse,
  isObservation,
  isRunnable,
  type ActionEvent,
  type CondensationAction,
  type Event,
  type ObservationEvent,
} from '@capstan/protocol';

/** What fills a window, in the order in which it is shown. */
export const WINDOW_PARTS = [
  'instructions',
  'tools',
  'person',
  'agent',
  'commands',
  'files',
  'outside',
  'pictures',
  'summaries',
  'rest',
] as const;

export type WindowPart = (typeof WINDOW_PARTS)[number];

export const WINDOW_PART_LABELS: Readonly<Record<WindowPart, string>> = {
  instructions: 'Instructions and skills',
  tools: 'Descriptions of tools',
  person: 'Your messages',
  agent: 'The agent’s words and calls',
  commands: 'Output of commands',
  files: 'Contents of files',
  outside: 'Pages and other results',
  pictures: 'Pictures',
  summaries: 'Summaries of what was left out',
  rest: 'What the log does not tell',
};

export interface PartTokens {
  part: WindowPart;
  /** An estimate. */
  tokens: number;
}

const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_PICTURE = 1_500;

/**
 * What the window holds by the lengths of the texts, from the most to the least: the log tells no counts of its parts. With
 * `total`, as the provider counted it, the parts come to that: what is not explained is `rest`.
 */
export function windowParts(
  events: readonly Event[],
  { through, total }: { through: number; total: number },
): readonly PartTokens[] {
  const sums = new Map<WindowPart, number>();
  for (const { tokens } of seenBy(events, through)) {
    for (const [part, count] of tokens) sums.set(part, (sums.get(part) ?? 0) + count);
  }
  const estimate = Array.from(sums.values()).reduce((sum, count) => sum + count, 0);
  if (total > estimate) sums.set('rest', total - estimate);
  const factor = total > 0 && estimate > total ? total / estimate : 1;
  return Array.from(sums, ([part, tokens]) => ({ part, tokens: tokens * factor }))
    .filter(({ tokens }) => tokens > 0)
    .toSorted((a, b) => b.tokens - a.tokens);
}

interface Seen {
  id: number;
  tokens: Tokens;
}

type Tokens = readonly (readonly [WindowPart, number])[];

/** What the conversation's own agent sees: not what was summed up, nor what other agents did. */
function seenBy(events: readonly Event[], through: number): readonly Seen[] {
  let seen: Seen[] = [];
  /** Delegations that go on. */
  const open: number[] = [];
  for (const event of events) {
    if (event.id > through) break;
    if (isObservation(event)) {
      const ended = event.observation === 'delegate' ? open.lastIndexOf(event.cause ?? -1) : -1;
      if (ended !== -1) open.length = ended;
      if (event.observation === 'agent_state_changed') {
        const state = event.extras.agent_state;
        if (state === 'stopped' || state === 'error') open.length = 0;
      }
    }
    if (open.length === 0) {
      if (event.action === 'condensation') {
        const forgets = forgottenBy(event.args);
        seen = seen.filter(({ id }) => !forgets(id));
      }
      seen.push({ id: event.id, tokens: tokensOf(event) });
    }
    if (event.action === 'delegate') open.push(event.id);
  }
  return seen;
}

/** Ranges are long, and there are many of them in a long log: they are not written out. */
function forgottenBy(args: CondensationAction['args']): (id: number) => boolean {
  const { forgotten_event_ids: ids, forgotten_events_start_id: start, forgotten_events_end_id: end } = args;
  if (ids !== null) {
    const listed = new Set(ids);
    return (id) => listed.has(id);
  }
  return (id) => start !== null && end !== null && id >= start && id <= end;
}

const KNOWN = new WeakMap<Event, Tokens>();

function tokensOf(event: Event): Tokens {
  const known = KNOWN.get(event);
  if (known !== undefined) return known;
  const tokens = isAction(event) ? ofAction(event) : isObservation(event) ? ofObservation(event) : [];
  KNOWN.set(event, tokens);
  return tokens;
}

const text = (part: WindowPart, characters: number): readonly [WindowPart, number] => [
  part,
  characters / CHARACTERS_PER_TOKEN,
];

const pictures = (urls: readonly string[] | null | undefined): readonly [WindowPart, number] => [
  'pictures',
  (urls ?? []).filter((url) => url !== '').length * TOKENS_PER_PICTURE,
];

function ofAction(event: ActionEvent): Tokens {
  const answer = answerTokens(event);
  switch (event.action) {
    case 'system': {
      const { content, tools } = event.args;
      const described = tools === null || tools.length === 0 ? 0 : JSON.stringify(tools).length;
      return [text('instructions', content.length), text('tools', described)];
    }
    case 'message': {
      if (event.source === 'user') {
        return [text('person', event.args.content.length), pictures(event.args.image_urls)];
      }
      return answer.length > 0 ? answer : [text('agent', event.args.content.length)];
    }
    case 'condensation':
      return [text('summaries', event.args.summary?.length ?? 0)];
    default:
      if (event.source === 'user' && isRunnable(event)) return [text('person', event.message.length)];
      return answer;
  }
}

/** Stands in the first event of an answer only. */
function answerTokens(event: ActionEvent | ObservationEvent): Tokens {
  const record = event.tool_call_metadata?.model_response ?? event.model_response;
  if (record === undefined || !isFullResponse(record)) return [];
  const characters = fromResponseRecord(record).content.reduce((sum, part) => {
    if (part.type === 'text') return sum + part.text.length;
    return part.type === 'tool-call' ? sum + part.toolName.length + part.arguments.length : sum;
  }, 0);
  return [text('agent', characters)];
}

function ofObservation(event: ObservationEvent): Tokens {
  const answer = answerTokens(event);
  switch (event.observation) {
    case 'agent_state_changed':
    case 'null':
    case 'condense':
      return answer;
    case 'recall': {
      const { repo_instructions, microagent_knowledge } = event.extras;
      const skills = (microagent_knowledge ?? []).reduce((sum, { content }) => sum + content.length, 0);
      return [
        text('instructions', event.content.length + (repo_instructions?.length ?? 0) + skills),
        ...answer,
      ];
    }
    case 'run':
      return [text('commands', event.content.length), ...answer];
    case 'run_ipython':
      return [text('commands', event.content.length), pictures(event.extras.image_urls), ...answer];
    case 'read':
    case 'edit':
    case 'write':
      return [text('files', event.content.length), ...answer];
    default:
      return [text('outside', event.content.length), ...answer];
  }
}
