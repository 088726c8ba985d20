import type { ReactNode } from 'react';
import { Field } from '../../design/field.tsx';
import { Switch } from '../../design/switch.tsx';
import { SaveFailure, SaveMark } from './save-mark.tsx';
import { useSave } from './use-save.ts';

export interface SavedSwitchProps {
  label: string;
  help: ReactNode;
  checked: boolean;
  save: (checked: boolean) => Promise<unknown>;
}

/** A setting that is on or off. */
export function SavedSwitch({ label, help, checked, save }: SavedSwitchProps): ReactNode {
  const { state, run } = useSave(label, save);
  return (
    <div>
      <Field inline label={label} help={help} aside={<SaveMark state={state} />}>
        <Switch checked={checked} onChange={(next) => void run(next)} />
      </Field>
      <SaveFailure state={state} />
    </div>
  );
}
