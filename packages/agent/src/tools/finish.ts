import { finishAction } from '@capstan/protocol';
import { ToolArguments } from './tool-arguments.ts';
import type { Tool } from './tool.ts';

const NAME = 'finish';

const DESCRIPTION = `End the task: when it is done and checked, or when it cannot be done. The message is what the person
reads: what changed, how it was checked, what is left or uncertain.`;

/** The end of a task. */
export const finish: Tool = {
  definition: {
    name: NAME,
    description: DESCRIPTION,
    inputSchema: {
      type: 'object',
      properties: { message: { type: 'string', description: 'The final word to the person.' } },
      required: ['message'],
      additionalProperties: false,
    },
  },
  toAction(raw) {
    const args = new ToolArguments(NAME, raw, ['message']);
    return finishAction({ final_thought: args.optionalText('message') ?? '' });
  },
};
