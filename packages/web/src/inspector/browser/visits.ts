import { walkEntries, type BrowseEntry, type ScreenState } from '../../screen/index.ts';

/** Everything that agents did in the browser, the oldest first, by whichever agent. What was only asked about is not there. */
export function visitsOf({ entries }: Pick<ScreenState, 'entries'>): readonly BrowseEntry[] {
  return Array.from(walkEntries(entries))
    .filter((entry): entry is BrowseEntry => entry.kind === 'browse')
    .filter(
      ({ progress, startedAt }) => progress !== 'waiting' && progress !== 'rejected' && startedAt !== null,
    );
}

/** The one to show: what was chosen as long as it is there, else the last that has something to show, else the last. */
export function visitToShow(visits: readonly BrowseEntry[], chosen: string | null): BrowseEntry | null {
  const found = chosen === null ? undefined : visits.find(({ key }) => key === chosen);
  return (
    found ??
    visits.findLast(({ screenshot, text }) => screenshot !== '' || text !== '') ??
    visits.at(-1) ??
    null
  );
}

/** A picture that needs nobody but this page: others are not shown. */
export function ownPicture(url: string): string | null {
  return /^data:image\/[a-z0-9.+-]+[;,]/i.test(url) ? url : null;
}
