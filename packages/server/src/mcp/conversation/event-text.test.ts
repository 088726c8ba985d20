import {
  agentStateChanged,
  commandObservation,
  editAction,
  finishAction,
  mcpObservation,
  messageOf,
  NO_ID,
  runAction,
  thinkAction,
  type Event,
  type EventDraft,
} from '@capstan/protocol';
import { expect, it } from 'vitest';
import { eventText } from './event-text.ts';

const eventOf = (draft: EventDraft): Event => ({
  ...draft,
  id: NO_ID,
  timestamp: '',
  message: messageOf(draft),
});

it.each<[EventDraft, brief: string, whole: string]>([
  [
    runAction({ command: 'ls', thought: 'What is there?' }),
    'What is there?\nRunning command: ls',
    'What is there?\nRunning command: ls',
  ],
  [
    commandObservation('a\nb', { command: 'ls', metadata: { exit_code: 0 } }),
    'Command `ls` executed with exit code 0.',
    'Command `ls` executed with exit code 0.\na\nb',
  ],
  [
    mcpObservation('{"content":[]}', { name: 'fetch' }),
    'The tool fetch answered.',
    'The tool fetch answered.\n{"content":[]}',
  ],
  [
    editAction({ path: '/a.txt', command: 'create', file_text: 'x' }),
    'Editing file: /a.txt (create)',
    'Editing file: /a.txt (create)',
  ],
  [thinkAction('Hm.'), 'I am thinking...: Hm.', 'I am thinking...: Hm.'],
  [finishAction({ final_thought: 'Done.', thought: 'So.' }), 'Done.', 'Done.'],
  [agentStateChanged('error', 'No key'), 'The agent is now error: No key', 'The agent is now error: No key'],
])('%o', (draft, brief, whole) => {
  expect(eventText(eventOf(draft), { output: false })).toBe(brief);
  expect(eventText(eventOf(draft), { output: true })).toBe(whole);
});
