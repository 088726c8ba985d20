import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { failureWords } from '../../api/api-failure.ts';
import { useModels, useServerConfig } from '../../api/options.ts';
import { useChangeSettings, useSettings } from '../../api/settings.ts';
import { showToast } from '../../app/toasts/toasts.ts';
import { Button } from '../../design/button.tsx';
import { Popover } from '../../design/popover.tsx';
import { visibleText } from '../../screen/index.ts';
import { Chip } from '../chip.tsx';
import { PickList } from '../pick-list.tsx';
import { modelOptions, modelText } from './model-options.ts';

/** The model that conversations begin with, and the choice of another one of the same provider. */
export function ModelChip(): ReactNode {
  const navigate = useNavigate();
  const { data: settings } = useSettings();
  const { data: server } = useServerConfig();
  const { mutate: change } = useChangeSettings();
  const [open, setOpen] = useState(false);
  const model = settings?.llm_model ?? server?.default_model ?? null;
  const openSettings = (): void => void navigate('/settings/models');
  if (model === null || model === '') {
    return settings === undefined ? null : <Chip icon="model" text="Choose a model" onClick={openSettings} />;
  }
  const pick = (id: string): void => {
    setOpen(false);
    if (id === model) return;
    change(
      { llm_model: id },
      {
        onError(failure) {
          const { message, remedy } = failureWords(failure);
          showToast({
            tone: 'failure',
            title: `The model is still ${modelText(model)}`,
            detail: `${message}. ${remedy}`,
          });
        },
      },
    );
  };
  const text = visibleText(modelText(model));
  return (
    <Popover
      label="Model"
      open={open}
      onOpenChange={setOpen}
      trigger={<Chip icon="model" text={text} aria-label={`Model: ${text}`} />}
      className="p-2"
    >
      <ModelChoices model={model} onPick={pick} onSettings={openSettings} />
    </Popover>
  );
}

interface ModelChoicesProps {
  model: string;
  onPick: (model: string) => void;
  onSettings: () => void;
}

function ModelChoices({ model, onPick, onSettings }: ModelChoicesProps): ReactNode {
  const [typed, setTyped] = useState('');
  const { data: models = [], isPending } = useModels();
  return (
    <div className="flex flex-col gap-2">
      <PickList
        label="Models"
        placeholder="Search models"
        typed={typed}
        onType={setTyped}
        options={modelOptions(models, model, typed)}
        chosen={model}
        onPick={onPick}
        loading={isPending}
        empty="This provider has no model of that name."
      />
      <div className="flex items-center justify-between gap-2 border-t border-hairline pt-2">
        <p className="px-1 text-xs text-pretty text-muted">For all conversations from now on.</p>
        <Button size="small" kind="quiet" onClick={onSettings}>
          Other providers
        </Button>
      </div>
    </div>
  );
}
