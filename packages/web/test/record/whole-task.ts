import { BASKET } from './basket-project.ts';
import { bash, edit, finish, plan, think, usage } from './calls.ts';
import type { Scenario } from './scenario.ts';

const tasks = (...[look, mend, prove]: ('todo' | 'in_progress' | 'done')[]) =>
  plan({
    'Find out which check fails': look ?? 'todo',
    'Mend the cause': mend ?? 'todo',
    'Prove it with all checks': prove ?? 'todo',
  });

const DISCOUNT_CHECK =
  'from basket import total\n\nassert total([50] * 4, discount=50) == 100\nprint("discount: ok")\n';

/** A task from its first word to its last: looking around, a list of tasks, edits, a proof. */
export const wholeTask: Scenario = {
  options: {
    files: BASKET,
    turns: (workspace) => [
      {
        text: 'I look at the project first, and see which check fails.',
        reasoning: 'A failing check. First I need to know what is there. Then I run it.',
        toolCalls: [tasks('in_progress'), bash('ls && wc -l *.py')],
        ...usage(5_200, 190),
      },
      { toolCalls: [bash('grep -rn "def " --include="*.py" .')], ...usage(5_600, 60, 5_000) },
      {
        reasoning: 'Two modules. I read both.',
        toolCalls: [
          edit({ command: 'view', path: `${workspace}/basket.py` }),
          edit({ command: 'view', path: `${workspace}/shipping.py`, view_range: [1, 4] }),
          edit({ command: 'view', path: `${workspace}/test_basket.py` }),
        ],
        ...usage(6_100, 140, 5_400),
      },
      {
        text: 'Now the checks themselves.',
        toolCalls: [bash('python3 test_basket.py')],
        ...usage(7_300, 50, 6_000),
      },
      {
        reasoning: 'The discount is inside the loop, so it is taken off the running sum once for each item.',
        text: 'The discount is taken off inside the loop, once for each item. It belongs after the loop.',
        toolCalls: [
          tasks('done', 'in_progress'),
          edit({
            command: 'str_replace',
            path: `${workspace}/basket.py`,
            old_str: '        result -= result * discount // 100\n    return result\n',
            new_str: '    return result - result * discount // 100\n',
          }),
        ],
        ...usage(8_000, 260, 7_100),
      },
      {
        toolCalls: [
          think(
            'One check of the discount is not enough: nothing tells a loop of two items from one of four.',
          ),
          edit({ command: 'create', path: `${workspace}/test_discount.py`, file_text: DISCOUNT_CHECK }),
          edit({
            command: 'insert',
            path: `${workspace}/README.md`,
            insert_line: 3,
            new_str: 'The discount is in percent of the whole.\n',
          }),
          edit({ command: 'undo_edit', path: `${workspace}/README.md` }),
          tasks('done', 'done', 'in_progress'),
          bash('python3 test_basket.py && python3 test_discount.py'),
        ],
        ...usage(8_600, 220, 7_900),
      },
      {
        toolCalls: [
          tasks('done', 'done', 'done'),
          finish(
            'The discount was taken off once for each item. I moved it **after the loop** in `basket.py` and ' +
              'added a check of its own. All checks pass.',
          ),
        ],
        ...usage(9_100, 120, 8_500),
      },
    ],
  },
  live: async (agent) => {
    agent.say('One of the checks in test_basket.py fails. Find out why, mend the cause and prove it.');
    await agent.rest(await agent.untilState('finished'));
  },
};
