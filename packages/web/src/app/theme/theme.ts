import { create } from 'zustand';
import { stored } from '../stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;

/** `system` follows the machine, also while it changes. */
export type Theme = (typeof THEMES)[number];

/** `../early-theme.ts` reads it before the first paint. */
const choice = stored<Theme>('theme', (value) => THEMES.find((theme) => theme === value) ?? 'system');

interface ThemeState {
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

export const useTheme = create<ThemeState>()((set) => ({
  theme: choice.read(),
  setTheme(theme) {
    choice.write(theme);
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    set({ theme });
  },
}));
