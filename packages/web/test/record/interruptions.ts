import { bash, finish, usage } from './calls.ts';
import type { Scenario } from './scenario.ts';

/** Stopped in the middle of a command; a message sets it going again. */
export const stopped: Scenario = {
  options: {
    turns: () => [
      {
        text: 'I run the long check.',
        toolCalls: [bash('echo begun; sleep 300', 'LOW', { timeout: 400 }), bash('echo never')],
        ...usage(5_000, 60),
      },
      { toolCalls: [bash('echo quick')], ...usage(5_300, 30, 5_000) },
      { toolCalls: [finish('The quick check passes.')], ...usage(5_500, 30, 5_300) },
    ],
  },
  live: async (agent) => {
    agent.say('Check everything.');
    await agent.untilOutput();
    await agent.rest(await agent.untilState('stopped', agent.ask('stopped')));
    agent.say('Only the quick one, please.');
    await agent.rest(await agent.untilState('finished'));
  },
};

/** Paused and resumed; the person speaks, runs a command and waits while the agent is busy. */
export const paused: Scenario = {
  options: {
    turns: () => [
      {
        toolCalls: [
          bash('echo waiting; until [ -e go ]; do sleep 0.05; done; echo went', 'LOW', { timeout: 60 }),
        ],
        ...usage(5_000, 40),
      },
      { text: 'I saw both of your remarks.', toolCalls: [bash('ls')], ...usage(5_400, 50, 5_000) },
      { toolCalls: [finish('Done, with your remarks in mind.')], ...usage(5_600, 30, 5_400) },
    ],
  },
  live: async (agent) => {
    agent.say('Wait for the file `go`, then go on.');
    await agent.untilOutput();
    agent.say('Mind the tabs.');
    agent.say('And the spaces.', { imageUrls: [PIXEL] });
    const pausing = agent.ask('paused');
    await agent.openGate('go');
    await agent.rest(await agent.untilState('paused', pausing));
    const resuming = agent.ask('running');
    await agent.untilState('finished', resuming);
    const own = agent.run('echo "from the person"');
    await agent.until((event) => event.cause === own, own);
    const hidden = agent.run('echo "for the program"', { hidden: true });
    await agent.until((event) => event.cause === hidden, hidden);
  },
};

/** A single pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
