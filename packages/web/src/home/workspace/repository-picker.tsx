import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useBranches, useRepositories, type Repository } from '../../api/git.ts';
import { useSettings } from '../../api/settings.ts';
import { Button } from '../../design/button.tsx';
import { EmptyState } from '../../design/empty-state.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { IconButton } from '../../design/icon-button.tsx';
import { visibleText } from '../../screen/index.ts';
import { PickList } from '../pick-list.tsx';
import { useSettled } from '../use-settled.ts';
import { branchOptions, DEFAULT_BRANCH } from './branch-options.ts';
import type { WorkspaceChoice } from './workspace-choice.ts';

type RepositoryChoice = Extract<WorkspaceChoice, { kind: 'repository' }>;

export interface RepositoryPickerProps {
  value: WorkspaceChoice;
  onChoose: (workspace: WorkspaceChoice) => void;
}

/** A repository that the person's tokens reach, then one of its branches. */
export function RepositoryPicker({ value, onChoose }: RepositoryPickerProps): ReactNode {
  const { data: settings } = useSettings();
  const [chosen, setChosen] = useState<RepositoryChoice | null>(value.kind === 'repository' ? value : null);
  const connected = Object.keys(settings?.provider_tokens_set ?? {}).length > 0;
  if (settings !== undefined && !connected && chosen === null) return <NoProvider />;
  if (chosen !== null) {
    return (
      <BranchPicker
        repository={chosen}
        onBack={() => setChosen(null)}
        onChoose={(branch) => onChoose({ ...chosen, branch })}
      />
    );
  }
  return (
    <RepositoryList
      onPick={({ full_name: name, git_provider: provider }) =>
        setChosen({ kind: 'repository', name, provider, branch: null })
      }
    />
  );
}

function NoProvider(): ReactNode {
  const navigate = useNavigate();
  return (
    <EmptyState
      icon="branch"
      title="No git provider is connected"
      action={
        <Button size="small" onClick={() => void navigate('/settings/git')}>
          Connect one
        </Button>
      }
    >
      With a token of GitHub, GitLab, Bitbucket, Azure DevOps or Forgejo, agents work in clones of your
      repositories.
    </EmptyState>
  );
}

function RepositoryList({ onPick }: { onPick: (repository: Repository) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const query = useSettled(typed.trim());
  const { data: found = [], isPending, error, refetch } = useRepositories(query);
  const several = new Set(found.map(({ git_provider: provider }) => provider)).size > 1;
  return (
    <PickList
      label="Repositories"
      placeholder="Search, or paste the address of one"
      typed={typed}
      onType={setTyped}
      options={found.map(({ id, full_name: name, git_provider: provider, is_public: isPublic }) => ({
        id: `${provider}/${id}`,
        text: visibleText(name),
        icon: isPublic ? 'branch' : 'key',
        ...(several ? { note: provider } : {}),
      }))}
      onPick={(id) => {
        const repository = found.find((each) => `${each.git_provider}/${each.id}` === id);
        if (repository !== undefined) onPick(repository);
      }}
      loading={isPending || query !== typed.trim()}
      empty={query === '' ? 'Your tokens reach no repository.' : 'No repository is called that.'}
      {...(error === null
        ? {}
        : {
            failure: (
              <ErrorNote
                title="The repositories cannot be loaded"
                failure={error}
                action={
                  <Button size="small" onClick={() => void refetch()}>
                    Try again
                  </Button>
                }
              />
            ),
          })}
    />
  );
}

interface BranchPickerProps {
  repository: RepositoryChoice;
  onBack: () => void;
  onChoose: (branch: string | null) => void;
}

function BranchPicker({ repository, onBack, onChoose }: BranchPickerProps): ReactNode {
  const [typed, setTyped] = useState('');
  const query = useSettled(typed.trim());
  const { data: branches = [], isPending, error, refetch } = useBranches(repository.name, query);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-1">
        <IconButton icon="back" size="small" label="Other repositories" onClick={onBack} />
        <p className="min-w-0 truncate text-sm font-medium text-strong">{visibleText(repository.name)}</p>
      </div>
      <PickList
        label="Branches"
        placeholder="Search branches"
        typed={typed}
        onType={setTyped}
        options={branchOptions(branches, query)}
        chosen={repository.branch ?? DEFAULT_BRANCH}
        onPick={(id) => onChoose(id === DEFAULT_BRANCH ? null : id)}
        loading={isPending}
        empty="No branch is called that."
        {...(error === null
          ? {}
          : {
              failure: (
                <ErrorNote
                  title="The branches cannot be loaded"
                  failure={error}
                  action={
                    <Button size="small" onClick={() => void refetch()}>
                      Try again
                    </Button>
                  }
                />
              ),
            })}
      />
    </div>
  );
}
