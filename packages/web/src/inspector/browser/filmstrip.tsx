import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../../design/class-names.ts';
import { Icon } from '../../design/icon.tsx';
import { describe, oneLine, type BrowseEntry } from '../../screen/index.ts';
import { clockText } from '../timeline/clock-text.ts';
import { ownPicture } from './visits.ts';

export interface FilmstripProps {
  visits: readonly BrowseEntry[];
  shown: string;
  onChoose: (key: string) => void;
}

/** What was opened and done, the newest at the right. */
export function Filmstrip({ visits, shown, onChoose }: FilmstripProps): ReactNode {
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [shown]);
  return (
    <ol
      aria-label="Pages so far"
      className="flex shrink-0 gap-2 overflow-x-auto border-t border-hairline px-3 py-2"
    >
      {visits.map((visit) => {
        const { key, at, screenshot, progress } = visit;
        const picture = ownPicture(screenshot);
        const { verb, object } = describe(visit);
        return (
          <li key={key} ref={key === shown ? current : undefined} className="w-28 shrink-0">
            <button
              type="button"
              aria-current={key === shown ? 'true' : undefined}
              title={`${verb} ${object}`}
              onClick={() => onChoose(key)}
              className={classNames(
                'block w-full rounded-md p-1 text-left transition-colors hover:bg-hover',
                key === shown && 'bg-selected',
              )}
            >
              <span className="flex h-16 items-center justify-center overflow-hidden rounded-sm border border-hairline bg-sunken">
                {picture === null ? (
                  <Icon
                    name={progress === 'failed' ? 'failure' : progress === 'running' ? 'clock' : 'text'}
                    className={progress === 'failed' ? 'text-red-text' : 'text-faint'}
                  />
                ) : (
                  <img
                    src={picture}
                    alt=""
                    loading="lazy"
                    className="h-full w-full object-cover object-top"
                  />
                )}
              </span>
              <span className="sr-only">{verb}</span>
              <span className="mt-0.5 block truncate text-xs text-body">{oneLine(placeOf(visit), 60)}</span>
              <span className="block text-xs text-faint tabular-nums">{clockText(at)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** The end of an address tells pages of one site apart; what was done tells more than where. */
function placeOf({ request, url }: BrowseEntry): string {
  const address = URL.parse(request);
  if (address === null) return request;
  return address.pathname === '/'
    ? address.host
    : (address.pathname.split('/').findLast((part) => part !== '') ?? url);
}
