import { useDeferredValue, useMemo, type ReactNode } from 'react';
import { Code } from '../../design/code.tsx';
import { Icon } from '../../design/icon.tsx';
import { useLive, type LiveCall, type LiveWords } from '../../live/index.ts';
import { oneLine } from '../../screen/index.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { lastLines } from '../text/folded-lines.ts';
import { RetryNotice } from './retry-notice.tsx';
import { usePaced } from './use-paced.ts';
import { writtenCall } from './written-call.ts';

/** Lines of what is being written that are shown. */
const LINES = 12;

/** What the model is saying and writing, before it is an event. Drawn as fast as the page can, and no faster. */
export function LiveWordsView(): ReactNode {
  const now = useLive(({ words, moment }) => (moment === null ? words : null));
  // Input comes before words: what cannot be drawn in time is left out, not queued.
  const drawn = useDeferredValue(usePaced(now));
  // What is said no longer, because it is an event by now, goes at once.
  if (now === null || isNothing(now)) return null;
  const { text, reasoning, calls, retry } = drawn !== null && goesOn(drawn, now) ? drawn : now;
  return (
    <div data-live-words className="pb-2">
      {reasoning !== '' && <LiveReasoning text={reasoning} isOver={text !== '' || calls.length > 0} />}
      {text !== '' && <Markdown text={text} streaming className="my-2" />}
      {calls.map((call) => (
        <LiveCallView key={call.toolCallId} call={call} />
      ))}
      {retry !== null && <RetryNotice key={retry.attempt} retry={retry} />}
    </div>
  );
}

const isNothing = ({ text, reasoning, calls, retry }: LiveWords): boolean =>
  text === '' && reasoning === '' && calls.length === 0 && retry === null;

/** Whether `now` is more of the same answer. */
const goesOn = (drawn: LiveWords, now: LiveWords): boolean =>
  now.retry === drawn.retry &&
  now.text.startsWith(drawn.text) &&
  now.reasoning.startsWith(drawn.reasoning) &&
  drawn.calls.every(({ toolCallId }, index) => now.calls[index]?.toolCallId === toolCallId);

function LiveLine({
  icon,
  verb,
  object = '',
}: {
  icon: Parameters<typeof Icon>[0]['name'];
  verb: string;
  object?: string;
}): ReactNode {
  return (
    <div className="flex h-7 items-center gap-2 text-sm">
      <Icon name={icon} size={14} className="shrink-0 animate-breathe text-blue-text" />
      <span className="shrink-0 text-body">{verb}</span>
      {object !== '' && <code className="min-w-0 truncate text-code text-muted">{oneLine(object)}</code>}
    </div>
  );
}

/** The end of what the model thinks; a line once it says something. */
function LiveReasoning({ text, isOver }: { text: string; isOver: boolean }): ReactNode {
  const tail = useMemo(() => lastLines(text.slice(-1_200).trimEnd(), 4), [text]);
  return (
    <>
      <LiveLine icon="thought" verb={isOver ? 'Thought' : 'Thinking'} />
      {!isOver && (
        <div className="mb-1 ml-5.5 flex max-h-15 flex-col justify-end overflow-hidden border-l border-hairline pl-3 text-sm whitespace-pre-wrap text-muted [overflow-wrap:anywhere] max-sm:ml-0">
          <p>{tail}</p>
        </div>
      )}
    </>
  );
}

function LiveCallView({ call }: { call: LiveCall }): ReactNode {
  const { icon, verb, object, code, language } = useMemo(() => writtenCall(call), [call]);
  const tail = useMemo(() => lastLines(code, LINES), [code]);
  return (
    <>
      <LiveLine icon={icon} verb={verb} object={object} />
      {tail.trim() !== '' && (
        <div className="mb-2 ml-5.5 flex max-h-62 flex-col justify-end overflow-hidden rounded-md border border-hairline bg-sunken max-sm:ml-0">
          {/* Short texts only are told apart while they grow: each delta is another text. */}
          <Code
            text={tail}
            language={code.length < 400 ? language : undefined}
            wrap
            className="px-3 py-1.5"
          />
        </div>
      )}
    </>
  );
}
