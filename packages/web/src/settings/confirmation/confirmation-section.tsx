import type { ReactNode } from 'react';
import { useAnalyzers } from '../../api/options.ts';
import type { Settings } from '../../api/settings.ts';
import { SaveFailure, SaveMark } from '../saving/save-mark.tsx';
import { useSave } from '../saving/use-save.ts';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { ChoiceCard } from '../choice-card.tsx';
import { SectionHead } from '../section-head.tsx';
import { WithSettings } from '../with-settings.tsx';
import {
  confirmationChoice,
  confirmationChoices,
  confirmationPatch,
  type ConfirmationChoice,
} from './confirmation-choice.ts';
import { RiskLevels } from './risk-levels.tsx';

const CHOICES: Readonly<Record<ConfirmationChoice, { title: string; help: string }>> = {
  never: {
    title: 'Never ask',
    help: 'The agent runs everything by itself. You can stop it at any time.',
  },
  risky: {
    title: 'Ask about what is risky',
    help: 'The model states the risk of each action. You are asked about high risk, and about what it did not rate.',
  },
  always: {
    title: 'Ask about everything',
    help: 'Each command, edit and page waits until you approve it.',
  },
};

/** When the agent asks before it acts. */
export function ConfirmationSection(): ReactNode {
  return (
    <>
      <SectionHead title="Confirmation">
        Whether an agent asks you before it runs something. It holds for a conversation from the next time
        that it starts or is resumed.
      </SectionHead>
      <WithSettings>{(settings) => <Choice settings={settings} />}</WithSettings>
    </>
  );
}

function Choice({ settings }: { settings: Settings }): ReactNode {
  const { data: analyzers = [] } = useAnalyzers();
  const save = useSaveSettings('Confirmation changed');
  const { state, run } = useSave('Confirmation', (choice: ConfirmationChoice) =>
    save(confirmationPatch(choice)),
  );
  const now = confirmationChoice(settings);
  return (
    <div className="flex flex-col gap-8">
      <fieldset>
        <legend className="mb-1.5 flex items-baseline gap-2 text-sm font-medium text-strong">
          Before an action runs
          <SaveMark state={state} />
        </legend>
        <div className="overflow-hidden rounded-md border border-hairline-strong">
          {confirmationChoices(analyzers, now).map((choice) => (
            <ChoiceCard
              key={choice}
              group="confirmation"
              title={CHOICES[choice].title}
              checked={choice === now}
              onChoose={() => void run(choice)}
            >
              {CHOICES[choice].help}
            </ChoiceCard>
          ))}
        </div>
        <SaveFailure state={state} />
      </fieldset>
      <RiskLevels asks={now} />
    </div>
  );
}
