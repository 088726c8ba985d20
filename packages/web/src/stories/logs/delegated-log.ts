import {
  agentStateChanged,
  browseAction,
  browserObservation,
  commandObservation,
  delegateAction,
  delegateObservation,
  finishAction,
  messageAction,
  runAction,
  type Event,
} from '@capstan/protocol';
import { LogWriter } from './log-writer.ts';
import { pagePicture } from './pictures.ts';

const TASK = 'Find the release notes of version 4 and list what breaks.';

const ran = (command: string, output: string, exit_code = 0) => ({
  action: runAction({ command, security_risk: 0 }),
  result: commandObservation(output, {
    command,
    metadata: { exit_code, pid: -1, working_dir: '/workspace' },
  }),
});

const visited = (url: string, text: string) => ({
  action: browseAction({ url, security_risk: 0 }),
  result: browserObservation(text, {
    url,
    trigger_by_action: 'browse' as const,
    screenshot: pagePicture('Release notes'),
  }),
  seconds: 4,
});

/** An agent that hands a task on; the other agent hands a part of it on once more, and fails at another. */
export function delegatedLog(): Event[] {
  const log = new LogWriter();
  log.state('awaiting_user_input');
  log.say('Bring us to version 4 of the library.');
  log.state('running');
  log.step({ words: 'First I see where we are.' }, [ran('npm ls library', 'library@3.9.1\n')]);
  log.step({ words: 'Somebody else reads the release notes while I keep the overview.' }, [
    { action: delegateAction({ agent: 'BrowsingAgent', inputs: { task: TASK } }) },
  ]);
  const [outer] = [log.events.length - 1];
  log.add(messageAction({ content: `TASK: ${TASK}` }), 'user');
  log.state('running');
  log.step({ reasoning: 'The notes are on the page of releases.' }, [
    visited('https://example.com/releases', 'Version 4: the default export is gone.'),
  ]);
  log.say('Mind the notes of 4.1 too.');
  const [inner] = log.step({}, [
    { action: delegateAction({ agent: 'ReaderAgent', inputs: { task: 'Read the notes of 4.1.' } }) },
  ]);
  log.step({}, [ran('curl -s https://example.com/4.1', 'curl: (6) Could not resolve host\n', 6)]);
  log.step({}, [{ action: finishAction({ final_thought: '4.1 cannot be read from here.' }) }]);
  log.state('finished');
  log.add(
    {
      ...delegateObservation('4.1 cannot be read.', { outputs: { content: '4.1 cannot be read.' } }),
      cause: inner ?? -1,
    },
    'agent',
  );
  log.step({}, [{ action: finishAction({ outputs: { content: 'The default export is gone.' } }) }]);
  log.state('finished');
  log.add(
    {
      ...delegateObservation('BrowsingAgent finishes task', {
        outputs: { content: 'The default export is gone; 4.1 could not be read.' },
      }),
      cause: outer ?? -1,
    },
    'agent',
  );
  log.add(agentStateChanged('running'), 'environment');
  log.step({ words: 'Now I change the imports.' }, [ran('npm install library@4', 'added 1 package\n')]);
  log.step({}, [
    { action: delegateAction({ agent: 'TestAgent', inputs: { task: 'Run the tests of all packages.' } }) },
  ]);
  log.step({}, [{ action: runAction({ command: 'npm test', security_risk: 0 }) }]);
  return log.events;
}
