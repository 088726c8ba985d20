import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

export const terminalSettings = {
  interactiveTerminal: setting({
    name: 'terminal.interactive',
    kind: kind.orNone(kind.choice('on', 'off')),
    default: null,
    variables: ['CAPSTAN_TERMINAL'],
    help: 'whether people may open shells in the sandboxes; none: on for one user, off for several',
  }),
  terminalIdleMinutes: setting({
    name: 'terminal.idle_minutes',
    kind: kind.positive,
    default: 60,
    help: 'minutes without a byte either way after which a shell of a person is closed',
  }),
};
