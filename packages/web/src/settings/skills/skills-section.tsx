import type { ReactNode } from 'react';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { WithSettings } from '../with-settings.tsx';
import { RepositorySkills } from './repository-skills.tsx';

const PLACES: readonly { path: string; means: string }[] = [
  { path: 'AGENTS.md', means: 'Instructions for agents of any kind, in the root of the repository.' },
  {
    path: '.openhands/microagents/*.md',
    means: 'One note to a file. With triggers in its head it is for tasks that mention one of them.',
  },
  { path: '.openhands_instructions, .cursorrules', means: 'Older names for the same; read as they are.' },
];

/** Notes for agents, and where they are kept. */
export function SkillsSection(): ReactNode {
  return (
    <>
      <SectionHead title="Skills">
        Notes that a repository has for agents: how to build, what to keep to, what a word means there.
      </SectionHead>
      <Notice>
        Agents do not read these notes by themselves in this version. Name the file in the task, and the agent
        reads it as any other.
      </Notice>
      <section aria-labelledby="skill-places" className="mb-8">
        <h2 id="skill-places" className="mb-2 text-base font-medium text-strong">
          Where they are kept
        </h2>
        <dl className="divide-y divide-hairline border-y border-hairline">
          {PLACES.map(({ path, means }) => (
            <div key={path} className="py-2">
              <dt className="font-mono text-code text-strong">{path}</dt>
              <dd className="text-xs text-pretty text-muted">{means}</dd>
            </div>
          ))}
        </dl>
      </section>
      <WithSettings>
        {({ provider_tokens_set: tokens }) => <RepositorySkills canLook={Object.keys(tokens).length > 0} />}
      </WithSettings>
    </>
  );
}
