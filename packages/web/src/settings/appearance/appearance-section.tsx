import type { ReactNode } from 'react';
import { useMotion } from '../../app/theme/motion.ts';
import { useTheme, type Theme } from '../../app/theme/theme.ts';
import { Field } from '../../design/field.tsx';
import { Segmented, type SegmentedOption } from '../../design/segmented.tsx';
import { Switch } from '../../design/switch.tsx';
import { SectionHead } from '../section-head.tsx';

const THEME_OPTIONS: readonly SegmentedOption<Theme>[] = [
  { value: 'system', label: 'System', icon: 'system' },
  { value: 'light', label: 'Light', icon: 'light' },
  { value: 'dark', label: 'Dark', icon: 'dark' },
];

/** How the client looks in this browser. */
export function AppearanceSection(): ReactNode {
  const { theme, setTheme } = useTheme();
  const { reduced, setReduced } = useMotion();
  return (
    <>
      <SectionHead title="Appearance">How Capstan looks in this browser.</SectionHead>
      <div className="flex flex-col divide-y divide-hairline">
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 pb-4">
          <div>
            <p className="text-sm font-medium text-strong">Theme</p>
            <p className="text-xs text-pretty text-muted">
              System follows your machine, also while it changes.
            </p>
          </div>
          <Segmented label="Theme" value={theme} options={THEME_OPTIONS} onChange={setTheme} />
        </div>
        <div className="py-4">
          <Field
            inline
            label="Less motion"
            help="Nothing slides, fades or turns. Where your machine asks for that, it is so in any case."
          >
            <Switch checked={reduced} onChange={setReduced} />
          </Field>
        </div>
      </div>
    </>
  );
}
