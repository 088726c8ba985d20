import type { ReactNode } from 'react';
import { dollars, wholeNumber } from '../saving/parsed.ts';
import { SavedText } from '../saving/saved-text.tsx';
import { useSaveSettings } from '../saving/use-save-settings.ts';
import { SectionHead } from '../section-head.tsx';
import { WithSettings } from '../with-settings.tsx';

/** How far an agent goes by itself. */
export function LimitsSection(): ReactNode {
  const saveSteps = useSaveSettings('Steps changed');
  const saveBudget = useSaveSettings('Budget changed');
  return (
    <>
      <SectionHead title="Limits">
        Where an agent stops and asks how to go on. They hold for a conversation from the next time that it
        starts or is resumed.
      </SectionHead>
      <WithSettings>
        {({ max_iterations: steps, max_budget_per_task: budget }) => (
          <div className="flex flex-col gap-6">
            <SavedText
              label="Steps"
              help="How often the model may think and act before the agent stops. Left empty, the limit of the server holds."
              inputMode="numeric"
              short
              placeholder="Of the server"
              stored={steps === null ? '' : String(steps)}
              parse={(text) => wholeNumber(text, { least: 1 })}
              save={(value) => saveSteps({ max_iterations: value })}
            />
            <SavedText
              label="Budget per conversation"
              help="What the model may cost before the agent stops. 0 is no limit; left empty, the limit of the server holds."
              inputMode="decimal"
              short
              placeholder="Of the server"
              unit="US dollars"
              stored={budget === null ? '' : String(budget)}
              parse={dollars}
              save={(value) => saveBudget({ max_budget_per_task: value })}
            />
          </div>
        )}
      </WithSettings>
    </>
  );
}
