import type { ReactNode } from 'react';
import { Field } from '../../design/field.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { TextInput } from '../../design/text-input.tsx';
import type { McpFieldsProps } from './mcp-address-fields.tsx';

/** Of a server that is started as a program. */
export function McpProgramFields({ draft, errors, onChange }: McpFieldsProps): ReactNode {
  return (
    <>
      <Field label="Name" help="What its tools are told apart by." error={errors.name}>
        <TextInput
          code
          autoComplete="off"
          placeholder="files"
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      <Field
        label="Command"
        help="The program and its arguments. Words with spaces go into quotation marks."
        error={errors.command}
      >
        <TextArea
          code
          rows={1}
          autoComplete="off"
          placeholder="npx -y @modelcontextprotocol/server-filesystem /workspace"
          value={draft.command}
          onChange={(event) => onChange({ command: event.target.value })}
        />
      </Field>
      <Field
        label="Variables"
        help="NAME=value, one to a line. Values that are stored are shown as stars: leave them, and they stay."
        error={errors.env}
      >
        <TextArea
          code
          rows={2}
          autoComplete="off"
          value={draft.env}
          onChange={(event) => onChange({ env: event.target.value })}
        />
      </Field>
    </>
  );
}
