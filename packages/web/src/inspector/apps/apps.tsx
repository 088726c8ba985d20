import type { ReactNode } from 'react';
import { useVscodeUrl, useWebHosts } from '../../api/apps.ts';
import { EmptyState } from '../../design/empty-state.tsx';
import { useLive } from '../../live/live-context.ts';
import { useOutbox } from '../../live/sending/index.ts';
import type { TabProps } from '../tab-props.ts';
import { AppsView } from './apps-view.tsx';
import { isThisMachine } from './serving-task.ts';

/** Web applications that the agent started. */
export function Apps({ conversationId }: TabProps): ReactNode {
  const hosts = useWebHosts(conversationId);
  const { data: vscodeUrl = null } = useVscodeUrl(conversationId);
  const isPast = useLive(({ moment }) => moment !== null);
  const outbox = useOutbox();
  if (conversationId === '') {
    return (
      <EmptyState icon="apps" title="A recorded log has no sandbox">
        Addresses of what the agent serves are those of a conversation on this server.
      </EmptyState>
    );
  }
  return (
    <AppsView
      hosts={hosts.data}
      vscodeUrl={vscodeUrl}
      failure={hosts.error}
      isPast={isPast}
      isHere={isThisMachine(window.location.hostname)}
      onRetry={() => void hosts.refetch()}
      onAsk={outbox === null ? undefined : (text) => outbox.add({ text, imageUrls: [], when: 'now' })}
    />
  );
}
