import type { JsonObject } from '@capstan/protocol';

const LOW = 'LOW';

/** One answer of the model of the demo. */
export interface DemoTurn {
  reasoning?: string;
  text?: string;
  toolCalls: readonly { name: string; arguments: JsonObject }[];
}

/**
 * What the model of the demo does: find the defect, mend it, prove it. Nothing in it is staged. The result of the last
 * tool is what it may quote from.
 */
export function demoTurns(workspace: string, lastResult: string): DemoTurn[] {
  const failure = /expected \d+, got \d+/.exec(lastResult)?.[0];
  const bash = (command: string) => ({ name: 'execute_bash', arguments: { command, security_risk: LOW } });
  const tasks = (look: string, mend: string, prove: string) => ({
    name: 'task_tracker',
    arguments: {
      command: 'plan',
      task_list: [
        { id: 'look', title: 'Find out which check fails and why', status: look },
        { id: 'mend', title: 'Mend the cause', status: mend },
        { id: 'prove', title: 'Run every check again', status: prove },
      ],
    },
  });
  return [
    {
      text: 'I look at the project first, and see what fails.',
      toolCalls: [tasks('in_progress', 'todo', 'todo'), bash('git log --oneline && ls && bash test.sh')],
    },
    {
      text: `The discount check is off${failure === undefined ? '' : ` (${failure})`}. I read how the total is made.`,
      toolCalls: [
        {
          name: 'str_replace_editor',
          arguments: { command: 'view', path: `${workspace}/basket.sh`, security_risk: LOW },
        },
      ],
    },
    {
      reasoning: 'The discount is inside the loop, so it is taken off the running sum once for each item.',
      text: 'The discount is taken off inside the loop, once for each item. It belongs after the loop.',
      toolCalls: [
        tasks('done', 'in_progress', 'todo'),
        {
          name: 'str_replace_editor',
          arguments: {
            command: 'str_replace',
            path: `${workspace}/basket.sh`,
            old_str: '    sum=$((sum + price))\n    sum=$((sum - sum * percent / 100))\n  done\n',
            new_str: '    sum=$((sum + price))\n  done\n  sum=$((sum - sum * percent / 100))\n',
            security_risk: LOW,
          },
        },
      ],
    },
    {
      text: 'Now every check again.',
      toolCalls: [tasks('done', 'done', 'in_progress'), bash('bash test.sh && git diff --stat')],
    },
    {
      toolCalls: [
        tasks('done', 'done', 'done'),
        {
          name: 'finish',
          arguments: {
            message:
              'The discount was taken off once for each item, because it was computed inside the loop. I moved it ' +
              'after the loop in basket.sh. All four checks pass now.',
          },
        },
      ],
    },
  ];
}

export const DEMO_TASK = 'One of the checks in test.sh fails. Find out why, mend the cause and prove it.';
export const DEMO_TITLE = 'Demo: mend a failing check';
export const DEMO_MODEL = 'demo';
/** The one with the tools that the script calls. */
export const DEMO_AGENT = 'CodeActAgent';
/** What it answers when it has nothing more to show. */
export const DEMO_OVER =
  'That was the demo: no model answers here, only a script. Choose a model in the settings and begin a conversation of ' +
  'your own.';
