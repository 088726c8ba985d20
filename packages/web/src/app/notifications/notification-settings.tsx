import type { ReactNode } from 'react';
import { Switch } from '../../design/switch.tsx';
import { useNotifications, type NotificationPermissionState } from './notifications.ts';

const HELP: Readonly<Record<NotificationPermissionState, string>> = {
  ask: 'When a conversation needs you, fails or is done while you look at something else. The browser asks you first.',
  granted: 'When a conversation needs you, fails or is done while you look at something else.',
  blocked:
    'Forbidden for this page. Allow notifications in the settings of your browser, then reload the page.',
  impossible: 'This browser has no notifications for pages like this one; they need https or this machine.',
};

/** Notifications and sound of this browser. */
export function NotificationSettings(): ReactNode {
  const { system, sound, permission, setSystem, setSound } = useNotifications();
  const canAsk = permission === 'ask' || permission === 'granted';
  return (
    <div className="flex flex-col divide-y divide-hairline">
      <Row title="Notifications" help={HELP[permission]}>
        <Switch
          label="Notifications"
          checked={system}
          disabled={!canAsk}
          onChange={(on) => void setSystem(on)}
        />
      </Row>
      <Row title="Sound" help="Two soft tones when a conversation needs you or fails.">
        <Switch label="Sound" checked={sound} onChange={setSound} />
      </Row>
    </div>
  );
}

function Row({ title, help, children }: { title: string; help: string; children: ReactNode }): ReactNode {
  return (
    <div className="flex items-start justify-between gap-6 py-3">
      <div className="min-w-0">
        <p className="text-sm font-medium text-strong">{title}</p>
        <p className="text-xs text-pretty text-muted">{help}</p>
      </div>
      {children}
    </div>
  );
}
