import { useState, type ReactNode } from 'react';
import { story } from '../stories/story.ts';
import { Field } from './field.tsx';
import { Select } from './select.tsx';
import { Switch } from './switch.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

function LiveSwitch({ initially }: { initially: boolean }): ReactNode {
  const [on, setOn] = useState(initially);
  return <Switch label="Sound" checked={on} onChange={setOn} />;
}

export const fields = story('Fields', {
  text: () => (
    <Field label="Name" help="How it is called in lists.">
      <TextInput defaultValue="Fix the build" />
    </Field>
  ),
  empty: () => (
    <Field label="Base URL">
      <TextInput code placeholder="https://…" />
    </Field>
  ),
  wrong: () => (
    <Field label="Budget" error="Give a number above 0.">
      <TextInput defaultValue="-3" />
    </Field>
  ),
  disabled: () => (
    <Field label="Agent">
      <TextInput defaultValue="CodeActAgent" disabled />
    </Field>
  ),
  area: () => (
    <Field label="Instructions">
      <TextArea defaultValue={'Write tests first.\nKeep functions short.'} />
    </Field>
  ),
  select: () => (
    <Field label="Confirmation">
      <Select
        options={[
          { value: 'risk', label: 'When it is risky' },
          { value: 'always', label: 'Always' },
        ]}
      />
    </Field>
  ),
});

export const switches = story('Switch', {
  on: () => <LiveSwitch initially />,
  off: () => <LiveSwitch initially={false} />,
  disabled: () => <Switch label="Sound" checked disabled onChange={() => undefined} />,
});
