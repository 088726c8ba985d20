import { runAction } from '@capstan/protocol';
import { useEffect, useState, type ReactNode } from 'react';
import { RecordedConversation, recordedConversation } from '../../live/index.ts';
import { LogWriter } from '../../stories/logs/index.ts';
import { Log } from '../log.tsx';

const ANSWER = `I looked at **how the basket adds up** and found the reason.

1. \`total()\` rounds each price before it adds them.
2. The discount is taken *after* the tax.

\`\`\`python
def total(prices, discount=0):
    return round(sum(prices) * (100 - discount) / 100)
\`\`\`

| case | before | after |
| --- | ---: | ---: |
| one item | 1.19 | 1.19 |
| discount | 2.37 | 2.38 |

More is in [the notes](https://example.com/notes). `;
const PER_SECOND = 200;

/** A model that says 200 words a second, for as long as one looks; and a command that writes. */
export function StreamedLog(): ReactNode {
  const [live] = useState(() => {
    const log = new LogWriter();
    log.say('Why is the sum wrong?');
    log.state('running');
    log.step({ words: 'I run the tests.' }, [{ action: runAction({ command: 'npm test' }) }]);
    return recordedConversation(log.events, { following: 'live' });
  });
  useEffect(() => {
    let count = 0;
    const begun = performance.now();
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - begun) / 1000) * PER_SECOND);
      if (due === count) return;
      count = due;
      const text = ANSWER.repeat(Math.ceil((due * 4) / ANSWER.length)).slice(0, due * 4);
      const running = live.history.events.findLast((event) => event.action === 'run')?.id ?? 0;
      live.store.setState({
        words: { text, reasoning: 'The rounding looks wrong.', calls: [], retry: null },
        outputs: new Map([[running, '✓ passes\n'.repeat(Math.min(40, count / 50))]]),
      });
    }, 16);
    return () => clearInterval(timer);
  }, [live]);
  return (
    <RecordedConversation live={live}>
      <div className="h-180 max-w-200 rounded-md border border-hairline bg-surface">
        <Log conversationId="streamed" />
      </div>
    </RecordedConversation>
  );
}
