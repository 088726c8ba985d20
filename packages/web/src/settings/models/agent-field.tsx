import type { ReactNode } from 'react';
import { useAgents } from '../../api/options.ts';
import { useSettings } from '../../api/settings.ts';
import { Field } from '../../design/field.tsx';
import { Select } from '../../design/select.tsx';
import { SaveFailure, SaveMark } from '../saving/save-mark.tsx';
import { useSave } from '../saving/use-save.ts';
import { useSaveSettings } from '../saving/use-save-settings.ts';

const OF_SERVER = '';

/** Which agent drives the model, where an application brings others than the usual one. */
export function AgentField(): ReactNode {
  const { data: settings } = useSettings();
  const { data: agents = [] } = useAgents();
  const save = useSaveSettings('Agent changed');
  const { state, run } = useSave('Agent', (agent: string) => save({ agent: agent || null }));
  const chosen = settings?.agent ?? OF_SERVER;
  // One that is set and not there is shown, since no conversation begins with it.
  const isMissing = chosen !== OF_SERVER && !agents.includes(chosen);
  if (settings === undefined || (agents.length < 2 && !isMissing)) return null;
  return (
    <div className="mt-6 border-t border-hairline pt-6">
      <Field
        label="Agent"
        help="What decides the steps, with the model. Conversations begin with it."
        error={
          isMissing && agents.length > 0
            ? 'This server has no agent of this name. Choose another one.'
            : undefined
        }
        aside={<SaveMark state={state} />}
      >
        <Select
          className="max-w-80"
          value={chosen}
          onChange={(event) => void run(event.target.value)}
          options={[
            { value: OF_SERVER, label: 'Of the server' },
            ...agents.map((name) => ({ value: name, label: name })),
            ...(isMissing ? [{ value: chosen, label: chosen }] : []),
          ]}
        />
      </Field>
      <SaveFailure state={state} />
    </div>
  );
}
