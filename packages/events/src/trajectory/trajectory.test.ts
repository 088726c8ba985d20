import { parseEvent, type JsonObject } from '@capstan/protocol';
import { describe, expect, it } from 'vitest';
import { exportTrajectory } from './export-trajectory.ts';
import { importTrajectory, parseTrajectory } from './import-trajectory.ts';

const browse = parseEvent({
  id: 1,
  observation: 'browse',
  content: 'page',
  extras: {
    url: 'http://x/',
    trigger_by_action: 'browse',
    screenshot: 'data:,1',
    set_of_marks: 'data:,2',
    screenshot_path: '/p.png',
    dom_object: { screenshot: 1 },
  },
});
const call = parseEvent({
  id: 0,
  action: 'call_tool_mcp',
  args: { name: 'x', arguments: { screenshot: 'mine' } },
});
const answer = parseEvent({
  id: 2,
  observation: 'mcp',
  content: '',
  extras: { name: 'x', arguments: { screenshot: 'mine', dom_object: 1 } },
});
const hidden = parseEvent({ id: 3, action: 'run', args: { command: 'ls', hidden: true } });

describe('export', () => {
  it('leaves out hidden events and what only the browser needed, and touches nothing of the person', () => {
    const list = exportTrajectory([call, browse, answer, hidden], { screenshots: false });
    expect(list.map((event) => event.id)).toEqual([0, 1, 2]);
    expect(Object.keys(list[1]?.extras as JsonObject)).toEqual([
      'url',
      'trigger_by_action',
      'screenshot_path',
      'error',
      'goal_image_urls',
      'open_pages_urls',
      'filter_visible_only',
    ]);
    expect(list[2]?.extras).toEqual({ name: 'x', arguments: { screenshot: 'mine', dom_object: 1 } });
    expect(browse).toMatchObject({ extras: { screenshot: 'data:,1' } });
  });

  it('keeps pictures on demand', () => {
    const [event] = exportTrajectory([browse], { screenshots: true });
    expect(event?.extras).toMatchObject({ screenshot: 'data:,1', set_of_marks: 'data:,2' });
    expect(event?.extras).not.toHaveProperty('dom_object');
  });
});

describe('import', () => {
  it('takes a list or an object that holds it, and what was exported', () => {
    const list = exportTrajectory([call, answer], { screenshots: false });
    expect(importTrajectory(list)).toEqual([call, answer]);
    expect(importTrajectory({ trajectory: list })).toEqual([call, answer]);
    expect(parseTrajectory(JSON.stringify(list))).toEqual([call, answer]);
  });

  it('keeps events of unknown kinds as opaque ones', () => {
    expect(importTrajectory([{ id: 0, action: 'later' }])).toMatchObject([
      { id: 0, opaque: { action: 'later' } },
    ]);
  });

  it.each(['', 'null', '{}', '{"trajectory": 1}', '[1]', '[[]]', '[{"id": 1}]'])('refuses %j', (text) => {
    expect(() => parseTrajectory(text)).toThrow(expect.objectContaining({ code: 'trajectory_invalid' }));
  });
});
