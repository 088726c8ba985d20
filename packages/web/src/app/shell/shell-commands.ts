import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { answerOf, api } from '../../api/api.ts';
import { failureWords } from '../../api/api-failure.ts';
import { listenForKeys } from '../keyboard/key-listener.ts';
import { useCommand } from '../keyboard/use-command.ts';
import { useTheme } from '../theme/theme.ts';
import { showToast } from '../toasts/toasts.ts';
import { useRailColumn } from './columns.ts';
import { useLayout } from './layout.ts';
import { TO_SEARCH } from './to-search.ts';

/** What can be done on every page. */
export function useShellCommands(): void {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const rail = useRailColumn();
  const setTheme = useTheme((state) => state.setTheme);
  const setSheet = useLayout((state) => state.setSheet);
  useEffect(() => listenForKeys(document), []);
  // On phones the list has done its work once a page is chosen.
  useEffect(() => setSheet(null), [pathname, setSheet]);
  useCommand('new', () => void navigate('/'));
  useCommand('search', () => void navigate('/conversations', { state: TO_SEARCH }));
  useCommand('trajectory', () => void navigate('/view'));
  useCommand('settings', () => void navigate('/settings'));
  useCommand('rail', () => rail.setOpen(!rail.open));
  useCommand('theme.system', () => setTheme('system'));
  useCommand('theme.light', () => setTheme('light'));
  useCommand('theme.dark', () => setTheme('dark'));
  useCommand('logout', () => void logOut());
}

async function logOut(): Promise<void> {
  try {
    await answerOf(api.POST('/api/logout'));
    location.assign('/');
  } catch (failure) {
    const { message, remedy } = failureWords(failure);
    showToast({ tone: 'failure', title: 'You are still logged in', detail: `${message}. ${remedy}` });
  }
}
