import { runAction } from '@capstan/protocol';
import { RISK_ARGUMENT, RISK_SCHEMA, statedRisk } from './security-risk.ts';
import { ToolArguments } from './tool-arguments.ts';
import type { Tool } from './tool.ts';

const NAME = 'execute_bash';

const DESCRIPTION = `Run a command in the persistent bash shell of the workspace.

- Directory, variables, functions and background jobs last from call to call. Chain commands with && or ;.
- After about 10 seconds without output the command is handed back with exit code -1 while it keeps running. Then
  send an empty command to wait for more, is_input "true" with text to type into it, or is_input "true" with C-c, C-d
  or C-z. No other command runs meanwhile.
- Set timeout (seconds) for a command that may be silent for long, such as an install or a test suite.
- Start servers in the background with their output in a file: \`server > server.log 2>&1 &\`.
- Do not end the shell with \`exit\` or change it with \`set -e\`.
- Long output is cut in the middle; filter it, or write it to a file and read the part you need.`;

/** The shell. Schema after the wire format's `execute_bash`. */
export const executeBash: Tool = {
  definition: {
    name: NAME,
    description: DESCRIPTION,
    inputSchema: {
      type: 'object',
      properties: {
        command: {
          type: 'string',
          description:
            'The command, the text to type when is_input is "true", or empty to wait for more output.',
        },
        is_input: {
          type: 'string',
          enum: ['true', 'false'],
          description: 'Whether command is input for the program that is running. Default "false".',
        },
        timeout: {
          type: 'number',
          description: 'Seconds after which the command is handed back even if it is still printing.',
        },
        [RISK_ARGUMENT]: RISK_SCHEMA,
      },
      required: ['command', RISK_ARGUMENT],
      additionalProperties: false,
    },
  },
  toAction(raw) {
    const args = new ToolArguments(NAME, raw, ['command', 'is_input', 'timeout', RISK_ARGUMENT]);
    const timeout = args.optionalNumber('timeout');
    const action = runAction({
      command: args.text('command'),
      is_input: args.flag('is_input'),
      blocking: timeout !== null,
      security_risk: statedRisk(raw),
    });
    return timeout === null ? action : { ...action, timeout: Math.max(timeout, 0.1) };
  },
};
