import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useRepositories } from '../../api/git.ts';
import { Combobox } from '../../design/combobox.tsx';
import { Field } from '../../design/field.tsx';
import { SkillList } from './skill-list.tsx';

/** The notes of one repository, as its provider has them. */
export function RepositorySkills({ canLook }: { canLook: boolean }): ReactNode {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState('');
  const { data: repositories = [], isPending } = useRepositories('', canLook);
  const options = repositories
    .map(({ full_name: value }) => ({ value }))
    .filter(({ value }) => typed === chosen || value.toLowerCase().includes(typed.toLowerCase()));
  return (
    <section aria-labelledby="repository-skills">
      <h2 id="repository-skills" className="mb-2 text-base font-medium text-strong">
        In a repository
      </h2>
      {canLook ? (
        <>
          <Field label="Repository" help="Shows the notes that it has on its main branch.">
            <Combobox
              code
              placeholder="owner/name"
              value={typed}
              options={options}
              loading={isPending}
              onType={setTyped}
              onChoose={(value) => {
                setTyped(value);
                setChosen(value);
              }}
              onDone={() => setChosen(typed.trim())}
            />
          </Field>
          {chosen !== '' && <SkillList key={chosen} repository={chosen} />}
        </>
      ) : (
        <p className="text-sm text-pretty text-muted">
          <Link to="/settings/git" className="text-accent-text underline underline-offset-2">
            Connect a git provider
          </Link>{' '}
          to see the notes of your repositories here.
        </p>
      )}
    </section>
  );
}
