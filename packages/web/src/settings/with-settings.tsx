import type { ReactNode } from 'react';
import { useSettings, type Settings } from '../api/settings.ts';
import { NO_SETTINGS } from '../api/settings-patch.ts';
import { Button } from '../design/button.tsx';
import { ErrorNote } from '../design/error-note.tsx';
import { SkeletonLines } from '../design/skeleton.tsx';

/** What needs the settings, once they are there; nothing set yet is as good as set to the defaults. */
export function WithSettings({ children }: { children: (settings: Settings) => ReactNode }): ReactNode {
  const { data, error, isFetching, refetch } = useSettings();
  if (data !== undefined) return children(data ?? NO_SETTINGS);
  if (error === null) return <SkeletonLines lines={6} label="Loading the settings" />;
  return (
    <ErrorNote
      title="The settings could not be read"
      failure={error}
      action={
        <Button size="small" busy={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      }
    />
  );
}
