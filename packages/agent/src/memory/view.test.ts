import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commandObservation,
  condensationAction,
  errorObservation,
  finishAction,
  messageAction,
  recallAction,
  runAction,
  systemAction,
  toResponseRecord,
  type AssistantPart,
  type Event,
  type ModelMessage,
} from '@capstan/protocol';
import { answer, call, issued, LogBuilder, metadataOf, resultOf } from '../../test/log-builder.ts';
import { View } from './view.ts';
import { windowCondensation } from './window-condensation.ts';

function viewOf(events: readonly Event[]): View {
  const view = new View();
  for (const event of events) view.apply(event);
  return view;
}

const bash = (id: string, command = 'ls'): AssistantPart => call(id, 'execute_bash', { command });

function begun(): LogBuilder {
  const log = new LogBuilder();
  log.add(systemAction({ content: 'You work.' }), 'agent');
  log.add(messageAction({ content: 'do it' }), 'user');
  return log;
}

const roles = (messages: readonly ModelMessage[]): string[] => messages.map((message) => message.role);
const textOf = (message: ModelMessage | undefined): string => JSON.stringify(message?.content ?? '');

describe('View', () => {
  it('pairs calls with results and keeps the thinking of the model', () => {
    const log = begun();
    const thinking: AssistantPart = {
      type: 'reasoning',
      text: 'hm',
      providerMetadata: { anthropic: { signature: 's' } },
    };
    const response = answer('r1', [thinking, { type: 'text', text: 'Looking.' }, bash('c1')]);
    const action = log.add(issued(runAction({ command: 'ls', thought: 'Looking.' }), response, 0), 'agent');
    const metadata = { exit_code: 0, working_dir: '/w' };
    log.add(
      { ...commandObservation('a.txt', { command: 'ls', metadata }), ...resultOf(response, 0, action.id) },
      'agent',
    );
    const messages = viewOf(log.events).messages();
    expect(roles(messages)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(messages[2]).toEqual({ role: 'assistant', content: response.content });
    expect(messages[3]).toMatchObject({ toolCallId: 'c1', toolName: 'execute_bash' });
    expect(textOf(messages[3])).toContain('a.txt\\n[Current working directory: /w]');
  });

  it('puts a message that came during the calls after their results', () => {
    const log = begun();
    const response = answer('r1', [bash('c1'), bash('c2')]);
    const first = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    log.add(messageAction({ content: 'and that' }), 'user');
    log.add({ ...commandObservation('1', { command: 'ls' }), ...resultOf(response, 0, first.id) }, 'agent');
    const second = log.add(issued(runAction({ command: 'ls' }), response, 1), 'agent');
    log.add({ ...commandObservation('2', { command: 'ls' }), ...resultOf(response, 1, second.id) }, 'agent');
    expect(roles(viewOf(log.events).messages())).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
      'tool',
      'user',
    ]);
  });

  it('keeps the finish call with its message, and the calls before it in the same answer', () => {
    const log = begun();
    const response = answer('r1', [bash('c1'), call('c2', 'finish', { message: 'All good' })]);
    const first = log.add(issued(runAction({ command: 'ls' }), response, 0), 'agent');
    log.add({ ...commandObservation('1', { command: 'ls' }), ...resultOf(response, 0, first.id) }, 'agent');
    log.add(issued(finishAction({ final_thought: 'All good' }), response, 1), 'agent');
    log.add(messageAction({ content: 'thanks, next' }), 'user');
    const messages = viewOf(log.events).messages();
    expect(roles(messages)).toEqual(['system', 'user', 'assistant', 'tool', 'tool', 'user']);
    expect(textOf(messages[2])).toContain('All good');
  });

  it('gives a call that the log leaves open a result that says so', () => {
    const log = begun();
    log.add(issued(runAction({ command: 'ls' }), answer('r1', [bash('c1'), bash('c2')]), 0), 'agent');
    const messages = viewOf(log.events).messages();
    expect(roles(messages)).toEqual(['system', 'user', 'assistant', 'tool', 'tool']);
    expect(messages[3]).toMatchObject({ isError: true });
  });

  it('shows an answer that could not be understood together with what was wrong', () => {
    const log = begun();
    log.add(
      { ...errorObservation('no such tool'), ...metadataOf(answer('r1', [call('c1', 'fly', {})]), 0) },
      'agent',
    );
    const messages = viewOf(log.events).messages();
    expect(roles(messages)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(messages[3]).toMatchObject({ isError: true });
    expect(textOf(messages[3])).toContain('no such tool');
  });

  it('says what an empty answer lacked', () => {
    const log = begun();
    log.add({ ...errorObservation('empty'), model_response: toResponseRecord(answer('r1', [])) }, 'agent');
    expect(roles(viewOf(log.events).messages())).toEqual(['system', 'user']);
  });

  it('forgets whole turns and puts the summary in their place', () => {
    const log = begun();
    for (const id of ['r1', 'r2', 'r3']) {
      const response = answer(id, [bash(`c-${id}`)]);
      const action = log.add(issued(runAction({ command: id }), response, 0), 'agent');
      log.add(
        { ...commandObservation(`out ${id}`, { command: id }), ...resultOf(response, 0, action.id) },
        'agent',
      );
    }
    const draft = condensationAction({
      forgotten_events_start_id: 2,
      forgotten_events_end_id: 5,
      summary: 'two looks',
      summary_offset: 2,
    });
    log.add(draft, 'agent');
    const messages = viewOf(log.events).messages();
    expect(roles(messages)).toEqual(['system', 'user', 'assistant', 'tool']);
    expect(textOf(messages[1])).toMatch(/do it.*two looks/);
    expect(textOf(messages[3])).toContain('out r3');
  });

  it('window condensation halves the turns and keeps every word of the person', () => {
    const log = begun();
    for (let step = 0; step < 10; step += 1) {
      const response = answer(`r${step}`, [bash(`c${step}`)]);
      const action = log.add(issued(runAction({ command: 'x' }), response, 0), 'agent');
      log.add(
        { ...commandObservation('y'.repeat(100), { command: 'x' }), ...resultOf(response, 0, action.id) },
        'agent',
      );
      if (step === 2) log.add(messageAction({ content: 'second wish' }), 'user');
    }
    const before = viewOf(log.events);
    log.add(windowCondensation(before), 'agent');
    const after = viewOf(log.events);
    expect(after.chars).toBeLessThan(before.chars * 0.6);
    expect(JSON.stringify(after.messages())).toContain('second wish');
  });

  it('a view in which nothing can be left out cannot be shortened', () => {
    expect(() => windowCondensation(viewOf(begun().events))).toThrow(/does not fit/);
  });
});

const step = fc.record({
  calls: fc.integer({ min: 0, max: 3 }),
  answered: fc.integer({ min: 0, max: 3 }),
  interrupt: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  words: fc.boolean(),
  forget: fc.option(fc.tuple(fc.nat(40), fc.nat(10)), { nil: undefined, freq: 6 }),
});

function randomLog(steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[]): LogBuilder {
  const log = begun();
  for (const [index, one] of steps.entries()) {
    const parts = Array.from({ length: one.calls }, (_, at) => bash(`c${index}-${at}`));
    const response = answer(`r${index}`, one.words ? [{ type: 'text', text: 'words' }, ...parts] : parts);
    for (let at = 0; at < one.calls; at += 1) {
      const action = log.add(issued(runAction({ command: 'x' }), response, at), 'agent');
      if (one.interrupt === at) log.add(messageAction({ content: `also ${index}` }), 'user');
      if (at < one.answered) {
        log.add(
          { ...commandObservation('o', { command: 'x' }), ...resultOf(response, at, action.id) },
          'agent',
        );
      }
    }
    if (one.calls === 0 && one.words) {
      log.add(
        { ...messageAction({ content: 'words' }), model_response: toResponseRecord(response) },
        'agent',
      );
    }
    if (one.calls === 0) log.add(recallAction({ recall_type: 'knowledge' }), 'user');
    if (one.forget !== undefined) {
      const [from, length] = one.forget;
      log.add(
        condensationAction({
          forgotten_events_start_id: from + 2,
          forgotten_events_end_id: from + 2 + length,
        }),
        'agent',
      );
    }
  }
  return log;
}

/** What every provider demands of a sequence of messages. */
function problems(messages: readonly ModelMessage[]): string[] {
  const found: string[] = [];
  let open: string[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (open.shift() !== message.toolCallId) found.push(`result ${index} does not answer the next call`);
      continue;
    }
    if (open.length > 0) found.push(`message ${index} comes before all calls are answered`);
    open = [];
    if (message.role === 'assistant') {
      open = message.content.filter((part) => part.type === 'tool-call').map((part) => part.toolCallId);
    }
    if (message.role === 'user' && messages[index - 1]?.role === 'user')
      found.push(`two user messages at ${index}`);
    if (message.content.length === 0) found.push(`message ${index} is empty`);
  }
  if (open.length > 0) found.push('calls at the end have no result');
  return found;
}

describe('the prompt cannot be invalid', () => {
  it('whatever the log holds, and the same whether folded at once, asked for after every event, or restored', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.nat(40), (steps, cut) => {
        const { events } = randomLog(steps);
        const incremental = new View();
        for (const event of events) {
          incremental.apply(event);
          expect(problems(incremental.messages())).toEqual([]);
        }
        expect(incremental.messages()).toEqual(viewOf(events).messages());
        const restored = View.of(JSON.parse(JSON.stringify(viewOf(events.slice(0, cut)).content())));
        for (const event of events.slice(cut)) restored.apply(event);
        expect(restored.messages()).toEqual(incremental.messages());
      }),
      { numRuns: 200 },
    );
  });
});
