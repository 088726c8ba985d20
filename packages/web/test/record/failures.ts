import { BASKET } from './basket-project.ts';
import { bash, edit, finish, usage } from './calls.ts';
import type { Scenario } from './scenario.ts';

/** Everything that an agent is told to do better, then a failure that only a person can mend. */
export const failures: Scenario = {
  options: {
    files: BASKET,
    turns: (workspace) => [
      {
        text: 'I try the deployment tool.',
        toolCalls: [
          { name: 'deploy', arguments: { target: 'production' } },
          bash('cat missing.txt; exit_code() { return 3; }; exit_code'),
          { name: 'execute_bash', rawArguments: '{"command": "ls' },
        ],
        ...usage(5_000, 90),
      },
      {
        toolCalls: [
          edit({ command: 'view', path: `${workspace}/absent.py` }),
          edit({
            command: 'str_replace',
            path: `${workspace}/basket.py`,
            old_str: 'not in the file',
            new_str: '',
          }),
        ],
        ...usage(5_600, 90, 5_000),
      },
      { text: '', ...usage(6_000, 2, 5_600) },
      { fault: 'out-of-credits' },
      { toolCalls: [finish('There is no such tool here.')], ...usage(6_100, 40, 6_000) },
    ],
  },
  live: async (agent) => {
    agent.say('Deploy it.');
    const failed = await agent.untilState('error');
    await agent.rest(failed);
    agent.ask('running');
    await agent.rest(await agent.untilState('finished', failed));
  },
};

/** The provider asks for patience twice. */
export const rateLimit: Scenario = {
  options: {
    turns: () => [
      { toolCalls: [bash('echo one')], ...usage(5_000, 30) },
      { fault: { kind: 'rate-limit', times: 2, retryAfterSeconds: 20 } },
      { toolCalls: [finish('Patience helped.')], ...usage(5_200, 30, 5_000) },
    ],
  },
  live: async (agent) => {
    agent.say('Say one.');
    await agent.rest(await agent.untilState('finished'));
  },
};

/** The limit of steps is met, and granted once more; the price of the model is not known. */
export const limit: Scenario = {
  options: {
    config: { maxIterations: 2 },
    price: null,
    turns: () => [
      { toolCalls: [bash('echo one')], ...usage(5_000, 30) },
      { toolCalls: [bash('echo two')], ...usage(5_200, 30, 5_000) },
      { toolCalls: [finish('Counted to two.')], ...usage(5_400, 30, 5_200) },
    ],
  },
  live: async (agent) => {
    agent.say('Count.');
    const failed = await agent.untilState('error');
    await agent.rest(failed);
    agent.ask('running');
    await agent.rest(await agent.untilState('finished', failed));
  },
};
