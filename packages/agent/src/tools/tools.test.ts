import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@capstan/protocol';
import { executeBash } from './execute-bash.ts';
import { finish } from './finish.ts';
import { strReplaceEditor } from './str-replace-editor.ts';
import { taskTracker } from './task-tracker.ts';
import { think } from './think.ts';
import { parseArguments } from './tool-arguments.ts';

const TOOLS = [executeBash, strReplaceEditor, finish, taskTracker, think];

describe.each(TOOLS)('$definition.name', (tool) => {
  it('refuses arguments that its schema does not name, and says which it takes', () => {
    expect(() => tool.toAction({ surprise: 1 })).toThrow(/Unexpected argument "surprise".*Allowed: /);
  });

  it('has a closed object schema', async () => {
    expect(tool.definition.inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    await expect(JSON.stringify(tool.definition, null, 2)).toMatchFileSnapshot(
      `golden/${tool.definition.name}.json`,
    );
  });
});

describe('parseArguments', () => {
  it.each(['{"command": "ls"', 'null', '[1]', '"ls"', '12'])('%s is not an object of arguments', (raw) => {
    expect(() => parseArguments('execute_bash', raw)).toThrow(
      /Failed to parse tool call arguments of execute_bash/,
    );
  });

  it('takes an empty text for no arguments', () => {
    expect(parseArguments('think', '')).toEqual({});
  });
});

describe('execute_bash', () => {
  const action = (args: JsonObject) => executeBash.toAction(args);

  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [null, false],
  ])('takes is_input %j', (given, expected) => {
    expect(action({ command: 'y', is_input: given }).args).toMatchObject({ is_input: expected });
  });

  it('a timeout makes the command blocking; none or null leaves it be', () => {
    expect(action({ command: 'x', timeout: 30 })).toMatchObject({ timeout: 30, args: { blocking: true } });
    expect(action({ command: 'x', timeout: '2.5' })).toMatchObject({ timeout: 2.5 });
    expect(action({ command: 'x', timeout: null })).not.toHaveProperty('timeout');
    expect(() => action({ command: 'x', timeout: 'soon' })).toThrow(/must be a number, got "soon"/);
  });

  it('names a missing command', () => {
    expect(() => action({})).toThrow('Missing required argument "command" in tool call execute_bash');
  });

  it.each([
    ['LOW', 0],
    ['high', 2],
    ['whatever', -1],
    [undefined, -1],
  ])('reads the risk %s', (stated, risk) => {
    const args: JsonObject =
      stated === undefined ? { command: 'x' } : { command: 'x', security_risk: stated };
    expect(action(args).args).toMatchObject({ security_risk: risk });
  });
});

describe('str_replace_editor', () => {
  it('view becomes a read with its range', () => {
    expect(strReplaceEditor.toAction({ command: 'view', path: '/a', view_range: [1, 5] })).toMatchObject({
      action: 'read',
      args: { path: '/a', impl_source: 'oh_aci', view_range: [1, 5] },
    });
  });

  it('edits keep their fields, an empty text too', () => {
    expect(strReplaceEditor.toAction({ command: 'create', path: '/a', file_text: '' })).toMatchObject({
      action: 'edit',
      args: { command: 'create', file_text: '', old_str: null },
    });
    expect(
      strReplaceEditor.toAction({ command: 'insert', path: '/a', insert_line: '3', new_str: 'x' }),
    ).toMatchObject({
      args: { insert_line: 3 },
    });
  });

  it('refuses an unknown command', () => {
    expect(() => strReplaceEditor.toAction({ command: 'delete', path: '/a' })).toThrow(
      /must be one of view, create/,
    );
  });
});

describe('task_tracker', () => {
  it('fills in what the model left out', () => {
    const action = taskTracker.toAction({
      command: 'plan',
      task_list: [{}, { id: 'b', title: 'B', status: 'done', notes: 'n' }],
    });
    expect(action.args).toMatchObject({
      task_list: [
        { id: 'task-1', title: 'Untitled task', status: 'todo', notes: '' },
        { id: 'b', title: 'B', status: 'done', notes: 'n' },
      ],
    });
  });

  it('plan needs a list of objects', () => {
    expect(() => taskTracker.toAction({ command: 'plan' })).toThrow(/"task_list"/);
    expect(() => taskTracker.toAction({ command: 'plan', task_list: ['a'] })).toThrow(/a list of objects/);
  });
});
