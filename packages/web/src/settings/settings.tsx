import type { ReactNode } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { PageBar } from '../app/shell/page-bar.tsx';
import { useRoom } from '../app/shell/room.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { SECTION_CONTENT } from './section-content.ts';
import { SectionIndex, SectionSideList } from './section-list.tsx';
import { sectionOf } from './sections.ts';

export interface SettingsProps {
  /** Name of the section in the address; empty for the list of all. */
  section: string;
}

/** What a person sets, in sections: beside their list, or one page each where there is one column. */
export function Settings({ section }: SettingsProps): ReactNode {
  const narrow = useRoom() === 1;
  const found = sectionOf(section);
  usePageTitle(found?.title ?? 'Settings');
  if (section === '') {
    if (!narrow) return <Navigate to="/settings/models" replace />;
    return (
      <>
        <PageBar>
          <h1 className="font-medium text-strong">Settings</h1>
        </PageBar>
        <div className="min-h-0 flex-1 overflow-y-auto">
          <SectionIndex />
        </div>
      </>
    );
  }
  return (
    <>
      <PageBar>
        {narrow ? <BackToList /> : null}
        <span className="truncate">Settings</span>
      </PageBar>
      <div className="flex min-h-0 flex-1">
        {!narrow && <SectionSideList />}
        <div className="min-w-0 flex-1 overflow-y-auto">
          <div className="mx-auto w-full max-w-160 px-4 pt-6 pb-24 sm:px-8">
            <ErrorBoundary name="This section" resetKey={section}>
              <Content section={section} />
            </ErrorBoundary>
          </div>
        </div>
      </div>
    </>
  );
}

function Content({ section }: SettingsProps): ReactNode {
  const found = sectionOf(section);
  if (found === undefined) {
    return (
      <EmptyState
        icon="settings"
        title="There is no such section"
        action={
          <Link to="/settings" className="text-sm text-accent-text underline">
            All settings
          </Link>
        }
      >
        The address names one that this version does not have.
      </EmptyState>
    );
  }
  const Section = SECTION_CONTENT[found.id];
  // Each begins anew, so that nothing that was typed in one shows in another.
  return <Section key={found.id} />;
}

function BackToList(): ReactNode {
  const navigate = useNavigate();
  return (
    <IconButton
      icon="back"
      label="All settings"
      className="-ml-1"
      onClick={() => void navigate('/settings')}
    />
  );
}
