import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { NavLink, useParams } from 'react-router';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { THEMES, useTheme } from '../app/theme/theme.ts';
import { ToastRegion } from '../app/toasts/toast-region.tsx';
import { classNames } from '../design/class-names.ts';
import { Segmented } from '../design/segmented.tsx';
import { allStories } from './all-stories.ts';
import type { Story } from './story.ts';

/** Every component in all its states, at `/stories` in development. */
export function StoriesPage(): ReactNode {
  const { name } = useParams();
  const { theme, setTheme } = useTheme();
  const { data: stories = [] } = useQuery({ queryKey: ['stories'], queryFn: allStories });
  const shown = stories.filter((story) => name === undefined || addressOf(story) === name);
  return (
    <div className="flex h-full bg-surface">
      <nav
        aria-label="Stories"
        className="w-52 shrink-0 overflow-y-auto border-r border-hairline bg-canvas p-2 max-sm:hidden"
      >
        <div className="mb-2">
          <Segmented
            label="Theme"
            size="small"
            value={theme}
            onChange={setTheme}
            options={THEMES.map((value) => ({ value, label: value }))}
          />
        </div>
        {stories.map((story) => (
          <NavLink
            key={story.name}
            to={`/stories/${addressOf(story)}`}
            className={({ isActive }) =>
              classNames('block rounded-md px-2 py-1 text-sm', isActive ? 'bg-selected' : 'hover:bg-hover')
            }
          >
            {story.name}
          </NavLink>
        ))}
      </nav>
      <main className="min-w-0 flex-1 overflow-y-auto p-6">
        {shown.map((story) => (
          <OneStory key={story.name} story={story} />
        ))}
      </main>
      <ToastRegion />
    </div>
  );
}

function OneStory({ story: { name, states, layout } }: { story: Story }): ReactNode {
  return (
    <section aria-label={name} className="mb-10">
      <h2 className="mb-3 text-lg font-medium text-strong">{name}</h2>
      <div
        className={layout === 'wide' ? 'flex flex-col gap-6' : 'flex flex-wrap items-start gap-x-8 gap-y-6'}
      >
        {Object.entries(states).map(([state, State]) => (
          <figure key={state} data-story={`${name}/${state}`} className="min-w-0">
            <figcaption className="mb-1.5 text-xs text-faint">{state}</figcaption>
            <ErrorBoundary name={state}>
              <State />
            </ErrorBoundary>
          </figure>
        ))}
      </div>
    </section>
  );
}

const addressOf = ({ name }: Story): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
