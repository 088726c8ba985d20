import type { ReactNode } from 'react';
import { useGitUser } from '../../api/git.ts';
import type { Settings } from '../../api/settings.ts';
import { Button } from '../../design/button.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { optionalText } from '../saving/parsed.ts';
import { SavedText } from '../saving/saved-text.tsx';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { SectionHead } from '../section-head.tsx';
import { WithSettings } from '../with-settings.tsx';
import { GIT_PROVIDER_ENTRIES } from './git-provider.ts';
import { GitProviderRow } from './git-provider-row.tsx';

/** Where repositories are, and who one is in commits. */
export function GitSection(): ReactNode {
  return (
    <>
      <SectionHead title="Git providers">
        With a token, agents can clone your repositories, push branches and open pull requests there. Tokens
        are stored encrypted and never shown again.
      </SectionHead>
      <WithSettings>
        {(settings) => (
          <div className="flex flex-col gap-8">
            <div>
              <WhoYouAre connected={Object.keys(settings.provider_tokens_set).length} />
              <ul aria-label="Git providers" className="divide-y divide-hairline border-y border-hairline">
                {GIT_PROVIDER_ENTRIES.map((provider) => (
                  <GitProviderRow
                    key={provider.id}
                    provider={provider}
                    connected={settings.provider_tokens_set[provider.id]}
                  />
                ))}
              </ul>
            </div>
            <CommitIdentity settings={settings} />
          </div>
        )}
      </WithSettings>
    </>
  );
}

function WhoYouAre({ connected }: { connected: number }): ReactNode {
  const { data: user, error, isPending, isFetching, refetch } = useGitUser(connected > 0);
  if (connected === 0) return null;
  if (error !== null) {
    return (
      <div className="mb-4">
        <ErrorNote
          title="Nobody says who you are"
          failure={error}
          action={
            <Button size="small" busy={isFetching} onClick={() => void refetch()}>
              Ask again
            </Button>
          }
        />
      </div>
    );
  }
  if (isPending) return <Skeleton className="mb-4 h-5 w-48" />;
  return (
    <p className="mb-4 text-sm [overflow-wrap:anywhere]">
      You are <span className="font-medium text-strong">{user.login}</span>
      {user.name !== null && user.name !== '' && user.name !== user.login && ` (${user.name})`}
      {connected > 1 ? ' at the first of them that answers.' : ' there.'}
    </p>
  );
}

function CommitIdentity({ settings }: { settings: Settings }): ReactNode {
  const saveName = useSaveSettings('Name in commits changed');
  const saveEmail = useSaveSettings('E-mail in commits changed');
  return (
    <section aria-labelledby="commit-identity" className="flex flex-col gap-5">
      <h2 id="commit-identity" className="text-base font-medium text-strong">
        In commits
      </h2>
      <SavedText
        label="Name"
        help="Who the author of the agent's commits is. Left empty, it is the one of the server."
        placeholder="Of the server"
        stored={settings.git_user_name ?? ''}
        parse={optionalText}
        save={(name) => saveName({ git_user_name: name })}
      />
      <SavedText
        label="E-mail"
        help="The address that stands beside it."
        inputMode="email"
        placeholder="Of the server"
        stored={settings.git_user_email ?? ''}
        parse={optionalText}
        save={(email) => saveEmail({ git_user_email: email })}
      />
    </section>
  );
}
