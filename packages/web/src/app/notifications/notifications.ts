import { create } from 'zustand';
import { stored } from '../stored.ts';
import { playChime } from './chime.ts';

interface Kept {
  /** Whether the system shows a note while the page is not looked at. */
  system: boolean;
  sound: boolean;
}

const kept = stored<Kept>('notifications', (value) => {
  const found = typeof value === 'object' && value !== null ? value : {};
  return { system: Reflect.get(found, 'system') === true, sound: Reflect.get(found, 'sound') === true };
});

/** `blocked`: the person has forbidden it in the browser, where alone it can be allowed again. */
export type NotificationPermissionState = 'ask' | 'granted' | 'blocked' | 'impossible';

interface Notifications extends Kept {
  permission: NotificationPermissionState;
  /** Only by a click: it asks the person if nobody did yet. */
  setSystem: (wanted: boolean) => Promise<void>;
  setSound: (wanted: boolean) => void;
}

function permissionNow(): NotificationPermissionState {
  if (!('Notification' in globalThis)) return 'impossible';
  if (Notification.permission === 'granted') return 'granted';
  return Notification.permission === 'denied' ? 'blocked' : 'ask';
}

/** How this browser tells that a conversation needs its person. */
export const useNotifications = create<Notifications>()((set, get) => ({
  ...kept.read(),
  permission: permissionNow(),
  async setSystem(wanted) {
    if (wanted && permissionNow() === 'ask') await Notification.requestPermission();
    const permission = permissionNow();
    const system = wanted && permission === 'granted';
    set({ system, permission });
    kept.write({ system, sound: get().sound });
  },
  setSound(sound) {
    set({ sound });
    kept.write({ system: get().system, sound });
    if (sound) playChime();
  },
}));
