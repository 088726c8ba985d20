import { bash, finish, usage } from './calls.ts';
import type { Scenario } from './scenario.ts';

/** A question and its answer, a title asked aside, a program that is answered. */
export const dialogue: Scenario = {
  options: {
    turns: () => [
      { text: 'Greeting a name', ...usage(120, 6) },
      { text: 'Which name shall I greet?', ...usage(5_000, 20) },
      { toolCalls: [bash('read -p "Name: " name && echo "Hello $name"')], ...usage(5_200, 40, 5_000) },
      { toolCalls: [bash('')], ...usage(5_400, 20, 5_200) },
      { toolCalls: [bash('Ada', 'LOW', { is_input: 'true' })], ...usage(5_500, 20, 5_400) },
      { toolCalls: [finish('Ada was greeted.')], ...usage(5_700, 20, 5_500) },
    ],
  },
  live: async (agent) => {
    await agent.aside('Name this conversation: Greet somebody.');
    agent.say('Greet somebody.');
    await agent.rest(await agent.untilState('awaiting_user_input', 2));
    agent.say('Ada');
    await agent.rest(await agent.untilState('finished'));
  },
};
