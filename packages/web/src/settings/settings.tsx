import type { ReactNode } from 'react';
import { PageBar } from '../app/shell/page-bar.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { SETTINGS_SECTIONS } from './sections.ts';

export interface SettingsProps {
  /** Name of the section in the address. */
  section: string;
}

/** What a person sets, in sections. */
export function Settings({ section }: SettingsProps): ReactNode {
  const title = SETTINGS_SECTIONS.find(({ id }) => id === section)?.title ?? 'Settings';
  usePageTitle(title);
  return (
    <>
      <PageBar>Settings</PageBar>
      <div className="mx-auto w-full max-w-160 p-6">
        <h1 className="text-xl font-medium text-strong">{title}</h1>
      </div>
    </>
  );
}
