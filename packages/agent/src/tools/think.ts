import { thinkAction } from '@capstan/protocol';
import { ToolArguments } from './tool-arguments.ts';
import type { Tool } from './tool.ts';

const NAME = 'think';

const DESCRIPTION = `Write down a thought: weigh several ways to mend something, plan a change, or sort out a failure
before acting. It changes nothing and looks nothing up; it is only logged.`;

/** A thought that goes on record. */
export const think: Tool = {
  definition: {
    name: NAME,
    description: DESCRIPTION,
    inputSchema: {
      type: 'object',
      properties: { thought: { type: 'string', description: 'The thought.' } },
      required: ['thought'],
      additionalProperties: false,
    },
  },
  toAction(raw) {
    const args = new ToolArguments(NAME, raw, ['thought']);
    return thinkAction(args.text('thought'));
  },
};
