import type { EphemeralDelta } from '@capstan/events';
import type { CapstanError, Event } from '@capstan/protocol';
import type { Notice, StreamFrame } from '@capstan/protocol/api';
import type { EventTexts } from './event-texts.ts';

/** How one transport writes what a stream says. */
export interface StreamFormat {
  event(event: Event): string;
  delta(delta: EphemeralDelta): string;
  notice(notice: Notice): string;
  lagged(resumeAfter: number): string;
  end(error: CapstanError): string;
  readonly heartbeat: string;
}

const frame = (content: Exclude<StreamFrame, { type: 'event' | 'delta' }>): string => JSON.stringify(content);

export const webSocketFormat = (texts: EventTexts): StreamFormat => ({
  event: (event) => `{"type":"event","event":${texts.text(event)}}`,
  delta: (delta) => `{"type":"delta","delta":${texts.textOfDelta(delta)}}`,
  notice: (notice) => frame({ type: 'notice', notice }),
  lagged: (resumeAfter) => frame({ type: 'lagged', resume_after: resumeAfter }),
  end: ({ code, message }) => frame({ type: 'end', code, message }),
  heartbeat: frame({ type: 'heartbeat' }),
});

const message = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** JSON text has no line breaks, so that one `data` line holds it. */
export const sseFormat = (texts: EventTexts): StreamFormat => ({
  event: (event) => `id: ${event.id}\nevent: event\ndata: ${texts.text(event)}\n\n`,
  delta: (delta) => `event: delta\ndata: ${texts.textOfDelta(delta)}\n\n`,
  notice: (notice) => message('notice', notice),
  lagged: (resumeAfter) => message('lagged', { resume_after: resumeAfter }),
  end: ({ code, message: text }) => message('end', { code, message: text }),
  heartbeat: ':\n\n',
});
