import { useState, type ReactNode } from 'react';
import { story } from '../stories/story.ts';
import { Combobox, type ComboboxOption } from './combobox.tsx';
import { Field } from './field.tsx';

const MODELS: readonly ComboboxOption[] = [
  { value: 'ollama/qwen3-coder', group: 'On this machine', note: '256k' },
  { value: 'anthropic/claude-sonnet-4-5', group: 'Known models' },
  { value: 'openai/gpt-5', group: 'Known models' },
];

function LiveCombobox({
  options = MODELS,
  ...rest
}: {
  options?: readonly ComboboxOption[];
  loading?: boolean;
  disabled?: boolean;
}): ReactNode {
  const [text, setText] = useState('');
  return (
    <Field label="Model" help="Any other name may stay as well.">
      <Combobox
        code
        placeholder="provider/model"
        value={text}
        options={options.filter(({ value }) => value.includes(text))}
        onType={setText}
        onChoose={setText}
        {...rest}
      />
    </Field>
  );
}

export const combobox = story('Combobox', {
  suggestions: () => <LiveCombobox />,
  'none found': () => <LiveCombobox options={[]} />,
  loading: () => <LiveCombobox options={[]} loading />,
  disabled: () => <LiveCombobox disabled />,
});
