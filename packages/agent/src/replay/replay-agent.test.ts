import { expect, it } from 'vitest';
import { editAction, finishAction, messageAction, runAction, systemAction } from '@capstan/protocol';
import { answer, call, issued, LogBuilder } from '../../test/log-builder.ts';
import { recordingOf } from './replay-agent.ts';

it('holds each answer once, without its cost, and what the person said in between', () => {
  const log = new LogBuilder();
  const response = answer('r1', [
    call('c1', 'execute_bash', { command: 'ls' }),
    call('c2', 'think', { thought: 'x' }),
  ]);
  log.add(systemAction({ content: 'x' }), 'agent');
  log.add(messageAction({ content: 'the task' }), 'user');
  log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
  log.add(issued(runAction({ command: 'ls' }), response, 1), 'agent');
  log.add(messageAction({ content: 'Which?', wait_for_response: true }), 'agent');
  log.add(messageAction({ content: 'the second' }), 'user');
  const recording = recordingOf(log.events);
  expect(recording).toMatchObject({ task: 'the task', replies: [{ afterSteps: 2, text: 'the second' }] });
  expect(recording.responses.map(({ content }) => content)).toEqual([
    response.content,
    [{ type: 'text', text: 'Which?' }],
  ]);
  expect(recording.responses.every(({ cost }) => cost.usd === 0)).toBe(true);
});

it('makes answers of actions that were recorded without one, as other systems write them', () => {
  const log = new LogBuilder();
  log.add(messageAction({ content: 'the task' }), 'user');
  log.add({ ...runAction({ command: 'make', security_risk: 1 }), timeout: 30 }, 'agent');
  log.add(editAction({ path: '/a', command: 'create', file_text: 'x' }), 'agent');
  log.add(finishAction({ final_thought: 'done' }), 'agent');
  const calls = recordingOf(log.events).responses.flatMap(({ content }) => content);
  expect(calls).toMatchObject([
    { toolName: 'execute_bash', arguments: expect.stringContaining('"timeout":30,"security_risk":"MEDIUM"') },
    { toolName: 'str_replace_editor', arguments: expect.stringContaining('"command":"create","path":"/a"') },
    { toolName: 'finish', arguments: '{"message":"done"}' },
  ]);
});
