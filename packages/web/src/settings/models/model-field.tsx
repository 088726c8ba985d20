import { type ReactNode } from 'react';
import { useLocalModels } from '../../api/models.ts';
import { useModels } from '../../api/options.ts';
import type { Settings } from '../../api/settings.ts';
import { Combobox } from '../../design/combobox.tsx';
import { Field } from '../../design/field.tsx';
import { optionalText } from '../saving/parsed.ts';
import { SaveFailure, SaveMark } from '../saving/save-mark.tsx';
import { useDraft } from '../saving/use-draft.ts';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { modelOptions } from './model-options.ts';
import { modelPatch } from './model-patch.ts';

export interface ModelFieldProps {
  settings: Settings;
  /** What is used while none is set; null where there is none. */
  fallback: string | null;
}

/** Which model works: one of those that are known, or any other by its name. */
export function ModelField({ settings, fallback }: ModelFieldProps): ReactNode {
  const models = useModels();
  const local = useLocalModels();
  const stored = settings.llm_model ?? '';
  const save = useSaveSettings('Model changed');
  const draft = useDraft({
    what: 'Model',
    stored,
    parse: optionalText,
    save: (model) => save(modelPatch(model, settings, local.data ?? [])),
  });
  // What is stored is no search: opened again, the list is whole.
  const options = modelOptions(draft.text === stored ? '' : draft.text, {
    known: models.data ?? [],
    local: local.data ?? [],
  });
  return (
    <div>
      <Field
        label="Model"
        help={
          fallback === null
            ? 'Choose one that is known, or write any other as provider/model.'
            : `Choose one, or write any other as provider/model. Left empty, it is the one of the server: ${fallback}.`
        }
        aside={<SaveMark state={draft.state} />}
      >
        <Combobox
          code
          placeholder={fallback ?? 'provider/model'}
          value={draft.text}
          options={options}
          loading={models.isPending}
          onType={draft.type}
          onChoose={draft.choose}
          onDone={draft.commit}
        />
      </Field>
      <SaveFailure state={draft.state} />
    </div>
  );
}
