import { create } from 'zustand';
import { stored } from '../stored.ts';

export const INSPECTOR_WIDTH = { min: 320, initial: 520, max: 1_400 } as const;

/** How the columns stand, found again at the next visit. */
interface KeptLayout {
  railOpen: boolean;
  inspectorOpen: boolean;
  inspectorWidth: number;
  /** Id of the open tab. */
  inspectorTab: string;
}

interface Layout extends KeptLayout {
  /** Where there is room for one column only, the others come as sheets. */
  sheet: 'rail' | 'inspector' | null;
  change: (changes: Partial<KeptLayout>) => void;
  setSheet: (sheet: Layout['sheet']) => void;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isText = (value: unknown): value is string => typeof value === 'string';
const isWidth = (value: unknown): value is number =>
  typeof value === 'number' && value >= INSPECTOR_WIDTH.min && value <= INSPECTOR_WIDTH.max;

const kept = stored<KeptLayout>('layout', (value) => {
  const found = typeof value === 'object' && value !== null ? value : {};
  const part = <Value>(
    name: keyof KeptLayout,
    fits: (value: unknown) => value is Value,
    other: Value,
  ): Value => {
    const stands: unknown = Reflect.get(found, name);
    return fits(stands) ? stands : other;
  };
  return {
    railOpen: part('railOpen', isBoolean, true),
    inspectorOpen: part('inspectorOpen', isBoolean, true),
    inspectorWidth: part('inspectorWidth', isWidth, INSPECTOR_WIDTH.initial),
    inspectorTab: part('inspectorTab', isText, 'changes'),
  };
});

export const useLayout = create<Layout>()((set, get) => ({
  ...kept.read(),
  sheet: null,
  change(changes) {
    set(changes);
    const { railOpen, inspectorOpen, inspectorWidth, inspectorTab } = get();
    kept.write({ railOpen, inspectorOpen, inspectorWidth, inspectorTab });
  },
  setSheet: (sheet) => set({ sheet }),
}));
