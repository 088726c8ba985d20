import type { ReactNode } from 'react';
import { useSkillContent, useSkills } from '../../api/skills.ts';
import { Badge } from '../../design/badge.tsx';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/disclosure.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { SkeletonLines } from '../../design/skeleton.tsx';

/** The notes of a repository; each opens to what it says. */
export function SkillList({ repository }: { repository: string }): ReactNode {
  const { data: skills, error, isFetching, refetch } = useSkills(repository);
  if (error !== null) {
    return (
      <div className="mt-3">
        <ErrorNote
          title={`The notes of ${repository} could not be read`}
          failure={error}
          action={
            <Button size="small" busy={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        />
      </div>
    );
  }
  if (skills === undefined) {
    return (
      <div className="mt-3">
        <SkeletonLines lines={3} label="Looking for notes" />
      </div>
    );
  }
  if (skills.length === 0) {
    return (
      <p role="status" className="mt-3 text-sm text-muted">
        It has none in .openhands/microagents, and no .cursorrules.
      </p>
    );
  }
  return (
    <ul
      aria-label={`Notes of ${repository}`}
      className="mt-3 divide-y divide-hairline border-y border-hairline"
    >
      {skills.map(({ name, path }) => (
        <li key={path} className="py-1">
          <Disclosure
            summary={
              <span className="flex min-w-0 items-baseline gap-2">
                <span className="font-medium text-strong">{name}</span>
                <span className="min-w-0 truncate font-mono text-xs">{path}</span>
              </span>
            }
          >
            <SkillText repository={repository} path={path} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

function SkillText({ repository, path }: { repository: string; path: string }): ReactNode {
  const { data, error } = useSkillContent(repository, path);
  if (error !== null) return <ErrorNote title="The note could not be read" failure={error} />;
  if (data === undefined) return <SkeletonLines lines={4} label="Loading the note" />;
  return (
    <div className="mb-2 rounded-md bg-sunken px-3 py-2">
      {data.triggers.length > 0 && (
        <p className="mb-2 flex flex-wrap items-center gap-1.5 text-xs text-muted">
          For tasks that mention
          {data.triggers.map((trigger) => (
            <Badge key={trigger}>{trigger}</Badge>
          ))}
        </p>
      )}
      <pre className="max-h-96 overflow-y-auto text-code [overflow-wrap:anywhere] whitespace-pre-wrap">
        {data.content}
      </pre>
    </div>
  );
}
