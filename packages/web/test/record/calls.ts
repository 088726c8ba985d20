import type { TurnInput } from '@capstan/llm/scripted';

type Risk = 'LOW' | 'MEDIUM' | 'HIGH';
type Status = 'todo' | 'in_progress' | 'done';
export type Call = NonNullable<TurnInput['toolCalls']>[number];

export const bash = (command: string, security_risk: Risk = 'LOW', rest = {}): Call => ({
  name: 'execute_bash',
  arguments: { command, security_risk, ...rest },
});

export const edit = (
  args: Record<string, string | number | number[]>,
  security_risk: Risk = 'LOW',
): Call => ({ name: 'str_replace_editor', arguments: { ...args, security_risk } });

export const finish = (message: string): Call => ({ name: 'finish', arguments: { message } });

export const think = (thought: string): Call => ({ name: 'think', arguments: { thought } });

/** The list of tasks with the status of each. */
export function plan(tasks: Readonly<Record<string, Status>>): Call {
  const task_list = Object.entries(tasks).map(([title, status], index) => ({
    id: `${index + 1}`,
    title,
    status,
  }));
  return { name: 'task_tracker', arguments: { command: 'plan', task_list } };
}

/** Tokens of an answer. */
export const usage = (input: number, output: number, cacheRead = 0): Pick<TurnInput, 'usage'> => ({
  usage: { input, output, cacheRead, reasoning: Math.floor(output / 4) },
});
