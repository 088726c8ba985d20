import { useCallback, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useConversations } from '../api/conversations.ts';
import { usePageTitle } from '../app/page-title.ts';
import { PageBar } from '../app/shell/page-bar.tsx';
import { Button } from '../design/button.tsx';
import { ErrorNote } from '../design/error-note.tsx';
import { useFileDrop } from '../attachment/use-file-drop.ts';
import { ConversationTable } from './list/conversation-table.tsx';
import { ListBar } from './list/list-bar.tsx';
import { addressOf, filterOf, listViewOf, type ListView } from './list/list-view.ts';
import { NothingHere } from './list/nothing-here.tsx';
import { SkeletonRows } from './skeleton-rows.tsx';
import { useOpened } from './trajectory/opened.ts';

/** All conversations: searched, narrowed, renamed, stopped and deleted. */
export function ConversationsPage(): ReactNode {
  usePageTitle('Conversations');
  const navigate = useNavigate();
  const openTrajectory = useOpened((state) => state.open);
  useFileDrop(([file]) => {
    if (file !== undefined) void openTrajectory(file).then(() => navigate('/view'));
  });
  const [address, setAddress] = useSearchParams();
  const view = listViewOf(address);
  const found = useConversations(filterOf(view));
  const { data = [], isPending, isPlaceholderData, error, refetch } = found;
  const setView = useCallback(
    (next: ListView) => setAddress(addressOf(next), { replace: true }),
    [setAddress],
  );
  const isEmpty = !isPending && error === null && data.length === 0;
  return (
    <>
      <PageBar
        actions={
          <>
            <Button size="small" kind="quiet" icon="upload" onClick={() => void navigate('/view')}>
              <span className="max-sm:sr-only">Open a trajectory</span>
            </Button>
            <Button size="small" icon="add" onClick={() => void navigate('/')}>
              New
            </Button>
          </>
        }
      >
        <h1 className="font-medium text-strong">Conversations</h1>
      </PageBar>
      <ListBar view={view} onChange={setView} />
      {isPending && (
        <div className="mx-auto min-h-0 w-full max-w-300 flex-1 overflow-hidden px-2 sm:px-4">
          <SkeletonRows rows={10} />
        </div>
      )}
      {error !== null && data.length === 0 && (
        <div className="mx-auto w-full max-w-160 p-4">
          <ErrorNote
            title="The conversations cannot be loaded"
            failure={error}
            action={
              <Button size="small" onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
      {isEmpty && <NothingHere view={view} onChange={setView} />}
      {data.length > 0 && (
        <ConversationTable
          key={address.toString()}
          place={address.toString()}
          conversations={data}
          stale={isPlaceholderData}
          more={found}
        />
      )}
    </>
  );
}
