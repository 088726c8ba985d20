import { parseEvent } from '@capstan/protocol';
import { useEffect, useState, type ReactNode } from 'react';
import { RecordedConversation, recordedConversation, type ConversationLive } from '../../live/index.ts';
import { Log } from '../log.tsx';

const LOGS = import.meta.glob<unknown[]>(
  // Half a character, as the hostile one has, is more than vite reads.
  ['../../../test/logs/*.json', '!../../../test/logs/hostile.json'],
  { import: 'default' },
);

/** A log that was recorded of a real agent. */
export function PartLog({ name }: { name: string }): ReactNode {
  const [live, setLive] = useState<ConversationLive>();
  useEffect(() => {
    const show = async (): Promise<void> => {
      const wires = (await LOGS[`../../../test/logs/${name}.json`]?.()) ?? [];
      setLive(recordedConversation(wires.map((wire) => parseEvent(wire))));
    };
    void show();
  }, [name]);
  if (live === undefined) return null;
  return (
    <RecordedConversation live={live}>
      <div className="h-180 max-w-200 rounded-md border border-hairline bg-surface">
        <Log conversationId={name} />
      </div>
    </RecordedConversation>
  );
}
