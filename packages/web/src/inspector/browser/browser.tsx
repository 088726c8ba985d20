import { useMemo, useState, type ReactNode } from 'react';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Icon } from '../../design/icon.tsx';
import { Segmented } from '../../design/segmented.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';
import { useLive, useShown } from '../../live/live-context.ts';
import { describe, visibleText, type BrowseEntry } from '../../screen/index.ts';
import { clockText } from '../timeline/clock-text.ts';
import type { TabProps } from '../tab-props.ts';
import { Filmstrip } from './filmstrip.tsx';
import { PagePicture } from './page-picture.tsx';
import { ownPicture, visitsOf, visitToShow } from './visits.ts';
import { webAddress } from './web-address.ts';

/** What the agent sees of the web: the last page, and those before it. */
export function Browser(_props: TabProps): ReactNode {
  const entries = useShown((screen) => screen.entries);
  const caughtUp = useLive((state) => state.caughtUp);
  const isPast = useLive(({ moment }) => moment !== null);
  const visits = useMemo(() => visitsOf({ entries }), [entries]);
  const [chosen, setChosen] = useState<string | null>(null);
  const visit = visitToShow(visits, chosen);
  if (visit === null) {
    if (!caughtUp) {
      return (
        <div className="p-4">
          <SkeletonLines lines={4} />
        </div>
      );
    }
    return (
      <EmptyState
        icon="browser"
        title={isPast ? 'No page had been opened by then' : 'No page was opened yet'}
      >
        Pages that the agent opens appear here, as it sees them.
      </EmptyState>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <Page key={visit.key} visit={visit} />
      {visits.length > 1 && (
        <Filmstrip
          visits={visits}
          shown={visit.key}
          // The newest is followed: who chooses it goes on with what comes.
          onChoose={(key) => setChosen(key === visitToShow(visits, null)?.key ? null : key)}
        />
      )}
    </div>
  );
}

function Page({ visit }: { visit: BrowseEntry }): ReactNode {
  const { url, request, screenshot, text, error, progress, at } = visit;
  const picture = ownPicture(screenshot);
  const [asText, setAsText] = useState(false);
  const showsText = picture === null || asText;
  const shownUrl = visibleText(url === '' ? request : url);
  const { verb } = describe(visit);
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-hairline px-3 py-2">
        <Address text={shownUrl} address={webAddress(url === '' ? request : url)} />
        {picture !== null && text !== '' && (
          <Segmented
            label="Shown of the page"
            size="small"
            value={asText ? 'text' : 'picture'}
            onChange={(value) => setAsText(value === 'text')}
            options={[
              { value: 'picture', label: 'Picture' },
              { value: 'text', label: 'Text' },
            ]}
          />
        )}
      </div>
      <p className="shrink-0 truncate px-3 pt-2 text-xs text-muted">
        <span className="tabular-nums">{clockText(at, { seconds: true })}</span> · {verb}{' '}
        {request !== url && <code className="text-code">{visibleText(request)}</code>}
      </p>
      {error !== '' && (
        <div className="shrink-0 p-3">
          <ErrorNote title="The browser could not do this" remedy={visibleText(error)} />
        </div>
      )}
      {progress === 'running' ? (
        <div className="min-h-0 flex-1 p-4">
          <SkeletonLines lines={5} label="The page is on its way" />
        </div>
      ) : showsText ? (
        <PageText text={text} hasError={error !== ''} />
      ) : (
        <div className="mt-2 flex min-h-0 flex-1 flex-col">
          <PagePicture picture={picture} name={`Page at ${shownUrl}`} />
        </div>
      )}
    </>
  );
}

function Address({ text, address }: { text: string; address: string | null }): ReactNode {
  return (
    <span className="flex h-7 min-w-0 flex-1 items-center gap-1.5 rounded-md bg-sunken pr-1 pl-2 text-sm">
      <Icon name="browser" size={14} className="shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate text-body" title={text}>
        {text}
      </span>
      {address !== null && (
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={`Open ${text} in a new tab`}
          title="Open in a new tab"
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-strong"
        >
          <Icon name="external" size={14} />
        </a>
      )}
    </span>
  );
}

function PageText({ text, hasError }: { text: string; hasError: boolean }): ReactNode {
  if (text === '') {
    return hasError ? (
      <div className="flex-1" />
    ) : (
      <EmptyState icon="text" title="Nothing of the page was kept">
        The browser told no text and no picture of it.
      </EmptyState>
    );
  }
  return (
    <pre
      tabIndex={0}
      aria-label="Text of the page"
      className="min-h-0 flex-1 overflow-auto p-3 font-sans text-sm whitespace-pre-wrap [overflow-wrap:anywhere] text-body"
    >
      {visibleText(text)}
    </pre>
  );
}
