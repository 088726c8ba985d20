import {
  agentStateChanged,
  AGENT_STATES,
  browserObservation,
  changeAgentState,
  commandObservation,
  condensationAction,
  CONFIRMATION_STATES,
  delegateAction,
  editAction,
  errorObservation,
  fileEditObservation,
  finishAction,
  mcpAction,
  mcpObservation,
  messageAction,
  recallObservation,
  runAction,
  systemAction,
  taskTrackingAction,
  thinkAction,
  type EventDraft,
  type JsonObject,
} from '@capstan/protocol';
import fc from 'fast-check';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const data: fc.Arbitrary<JsonObject> = fc
  .dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 })
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
const confirmation = fc.constantFrom(...CONFIRMATION_STATES);
const task = fc.record({
  id: text,
  title: text,
  status: fc.constantFrom('todo', 'in_progress', 'done'),
  notes: text,
});

/** Drafts of the kinds whose fields differ in type: texts, words, lists, data and numbers. */
export const arbitraryDraft: fc.Arbitrary<EventDraft> = fc.oneof<fc.Arbitrary<EventDraft>[]>(
  text.map((content) => messageAction({ content, image_urls: [content] })),
  fc.record({ content: text, tools: fc.array(data, { maxLength: 2 }) }).map(systemAction),
  fc.record({ command: text, thought: text, confirmation_state: confirmation }).map(runAction),
  fc
    .record({ path: text, command: fc.constantFrom('create', 'insert'), file_text: fc.option(text) })
    .map(editAction),
  fc.record({ name: text, arguments: data }).map(mcpAction),
  fc.record({ agent: text, inputs: data }).map(delegateAction),
  fc.record({ final_thought: text, outputs: data }).map(finishAction),
  fc.record({ task_list: fc.array(task, { maxLength: 2 }) }).map(taskTrackingAction),
  text.map(thinkAction),
  text.map((summary) => condensationAction({ forgotten_event_ids: [1], summary, summary_offset: 0 })),
  fc.constantFrom(...AGENT_STATES).map(changeAgentState),
  fc.tuple(fc.constantFrom(...AGENT_STATES), text).map(([state, reason]) => agentStateChanged(state, reason)),
  fc.tuple(text, text).map(([content, command]) => commandObservation(content, { command })),
  fc.tuple(text, text).map(([content, path]) => fileEditObservation(content, { path, diff: content })),
  fc
    .tuple(text, data)
    .map(([content, given]) => mcpObservation(content, { name: content, arguments: given })),
  fc
    .tuple(text, text)
    .map(([content, url]) => browserObservation(content, { url, trigger_by_action: 'browse' })),
  text.map((content) => errorObservation(content)),
  fc.record({ repo_name: text, name: text }).map(({ repo_name, name }) =>
    recallObservation(name, {
      recall_type: 'knowledge',
      repo_name,
      microagent_knowledge: [{ name, trigger: name, content: name }],
    }),
  ),
);
