import { recordOf } from '@capstan/events';
import { commandObservation, type EventDraft } from '@capstan/protocol';

const BYTES = 1024;
const STAMP = { id: 1000, timestamp: '2026-01-01T00:00:00.000Z', source: 'agent', message: '' } as const;

function draft(outputBytes: number): EventDraft {
  const metadata = { exit_code: 0, working_dir: '/workspace' };
  return { ...commandObservation('x'.repeat(outputBytes), { command: 'make test', metadata }), cause: 999 };
}

const around = recordOf({ ...STAMP, ...draft(0) }).body.length;

/** What a command gave, as an event of about one kilobyte. A new one each time: a stream keeps what it is given. */
export const oneKilobyte = (): EventDraft => draft(BYTES - around);

/** The text of such an event. */
export const oneKilobyteText = recordOf({ ...STAMP, ...oneKilobyte() }).body;
