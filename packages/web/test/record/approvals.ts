import { BASKET } from './basket-project.ts';
import { bash, edit, finish, usage } from './calls.ts';
import type { Scenario } from './scenario.ts';

/** Asked about everything above a low risk: given, refused with a reason, given. */
export const approvals: Scenario = {
  options: {
    files: BASKET,
    config: { confirmation: { above: 0 } },
    turns: (workspace) => [
      {
        text: 'I need a virtual environment for the checks.',
        toolCalls: [bash('ls'), bash('mkdir -p build && cd build && pwd', 'MEDIUM')],
        ...usage(5_000, 80),
      },
      {
        text: 'The old outputs are in the way.',
        toolCalls: [bash('rm -rf ../*.py', 'HIGH'), bash('ls ..')],
        ...usage(5_400, 70, 5_000),
      },
      {
        text: 'Understood, I leave them. I write the settings instead.',
        toolCalls: [
          edit(
            { command: 'create', path: `${workspace}/settings.ini`, file_text: '[basket]\nround = down\n' },
            'MEDIUM',
          ),
        ],
        ...usage(5_700, 90, 5_400),
      },
      { toolCalls: [finish('The settings are written; nothing was removed.')], ...usage(6_000, 40, 5_700) },
    ],
  },
  live: async (agent) => {
    agent.say('Prepare the project for a build.');
    const first = await agent.untilState('awaiting_user_confirmation');
    await agent.rest(first);
    const second = agent.untilState('awaiting_user_confirmation', agent.ask('user_confirmed'));
    await agent.rest(await second);
    const refused = agent.ask('user_rejected');
    agent.say('Do not remove the sources. Leave them where they are.');
    const third = await agent.untilState('awaiting_user_confirmation', refused);
    await agent.rest(third);
    agent.ask('user_confirmed');
    await agent.rest(await agent.untilState('finished'));
  },
};

/** As it stands while somebody is asked. */
export const asked: Scenario = {
  options: {
    files: BASKET,
    config: { confirmation: 'always' },
    turns: () => [
      {
        text: 'The branch is ready; I push it.',
        toolCalls: [bash('git push --force origin main', 'HIGH')],
        ...usage(5_000, 60),
      },
    ],
  },
  live: async (agent) => {
    agent.say('Bring the fix to the main branch.');
    await agent.rest(await agent.untilState('awaiting_user_confirmation'));
  },
};
