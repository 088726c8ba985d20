import { useState, type ReactNode } from 'react';
import { failureWords } from '../../api/api-failure.ts';
import { playChime } from '../../app/notifications/chime.ts';
import { NotificationSettings } from '../../app/notifications/notification-settings.tsx';
import { useNotifications } from '../../app/notifications/notifications.ts';
import { Button } from '../../design/button.tsx';
import { SectionHead } from '../section-head.tsx';

/** How this browser tells that somebody is needed. */
export function NotificationsSection(): ReactNode {
  const { system, permission } = useNotifications();
  const [told, setTold] = useState('');
  const canShow = system && permission === 'granted';
  return (
    <>
      <SectionHead title="Notifications">
        How you hear that a conversation needs you. These are kept in this browser only.
      </SectionHead>
      <NotificationSettings />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <Button icon="sound" onClick={playChime}>
          Play the sound
        </Button>
        <Button icon="bell" disabled={!canShow} onClick={() => setTold(showOne())}>
          Show one
        </Button>
        <p role="status" className="text-xs text-muted">
          {told}
        </p>
      </div>
    </>
  );
}

/** Shows a notification that leads nowhere, and says what came of it. */
function showOne(): string {
  try {
    void new Notification('Capstan', { body: 'This is how a notification looks.' });
    return 'Sent. If nothing came up, your system holds notifications back.';
  } catch (failure) {
    return `This browser shows none for a page: ${failureWords(failure).message}`;
  }
}
