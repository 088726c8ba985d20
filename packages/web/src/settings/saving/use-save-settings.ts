import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { failureWords } from '../../api/api-failure.ts';
import { KEYS } from '../../api/keys.ts';
import { useChangeSettings, type Settings, type SettingsPatch } from '../../api/settings.ts';
import { changes, inverseOf, NO_SETTINGS } from '../../api/settings-patch.ts';
import { showToast, useToasts } from '../../app/toasts/toasts.ts';

/** `told` is what the offer to undo says, such as `Model changed`. */
export type SaveSettings = (patch: SettingsPatch, told?: string) => Promise<void>;

export interface SaveSettingsOptions {
  /**
   * Changes that follow while an undo is still offered are undone together, so that it gives back what was there before
   * somebody began to type. Default true.
   */
  together?: boolean;
}

/** Saves a part of the settings and offers to undo that. `usually` is what the offer says. */
export function useSaveSettings(
  usually: string,
  { together = true }: SaveSettingsOptions = {},
): SaveSettings {
  const queries = useQueryClient();
  const { mutateAsync } = useChangeSettings();
  const offered = useRef<{ toast: number; undo: SettingsPatch } | null>(null);
  return async (patch, told = usually) => {
    const before = queries.getQueryData<Settings | null>(KEYS.settings) ?? NO_SETTINGS;
    if (!changes(before, patch)) return;
    await mutateAsync(patch);
    const inverse = inverseOf(before, patch);
    if (inverse === null) return;
    const earlier = offered.current;
    const open = useToasts.getState().shown.some(({ id }) => id === earlier?.toast);
    const undo = together && earlier !== null && open ? { ...inverse, ...earlier.undo } : inverse;
    const takeBack = (): void => {
      offered.current = null;
      mutateAsync(undo).then(
        () => showToast({ title: 'Undone' }),
        (failure: unknown) => {
          const { message, remedy } = failureWords(failure);
          showToast({
            tone: 'failure',
            title: 'Could not be undone',
            detail: [message, remedy].filter((text) => text !== '').join('. '),
            action: { label: 'Try again', run: takeBack },
          });
        },
      );
    };
    // An older offer would take back what was changed after it, too.
    if (earlier !== null && open) useToasts.getState().close(earlier.toast);
    const toast = showToast({ title: told, action: { label: 'Undo', run: takeBack } });
    offered.current = { toast, undo };
  };
}
