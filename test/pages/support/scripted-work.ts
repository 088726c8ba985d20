import { turn, type TurnInput } from '@capstan/llm/scripted';

const LOW = 'LOW';

/** The agent runs this. */
export const bash = (command: string, rest: Omit<TurnInput, 'toolCalls'> = {}): TurnInput =>
  turn.call('execute_bash', { command, security_risk: LOW }, rest);

/** The agent is done. */
export const finish = (message: string): TurnInput => turn.call('finish', { message });

const PLACE = '{{ toolResult /(\\/\\S+)\\n/ }}';
const tasks = (look: string, write: string) => ({
  name: 'task_tracker',
  arguments: {
    command: 'plan',
    task_list: [
      { id: 'look', title: 'Look where I am', status: look },
      { id: 'write', title: 'Write the greeting', status: write },
    ],
  },
});

/** A whole task: plans, looks, writes a file, reads it back, and is done. */
export const GREETING: TurnInput[] = [
  {
    text: 'I look where I am.',
    reasoning: 'The workspace may hold something already. Better look first.',
    toolCalls: [
      tasks('in_progress', 'todo'),
      { name: 'execute_bash', arguments: { command: 'git init -q . && pwd', security_risk: LOW } },
    ],
    usage: { input: 1_200, output: 60, cacheRead: 1_000 },
  },
  {
    text: 'Now the **greeting**, in `greeting.txt`.',
    toolCalls: [
      {
        name: 'str_replace_editor',
        arguments: {
          command: 'create',
          path: `${PLACE}/greeting.txt`,
          file_text: 'Good morning\nand good luck\n',
          security_risk: LOW,
        },
      },
    ],
    usage: { input: 1_500, output: 80, cacheRead: 1_200 },
  },
  {
    toolCalls: [
      tasks('done', 'done'),
      { name: 'execute_bash', arguments: { command: 'cat greeting.txt', security_risk: LOW } },
    ],
    usage: { input: 1_700, output: 40, cacheRead: 1_500 },
  },
  finish('The greeting is written.'),
];
