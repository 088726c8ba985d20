import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Field } from '../../design/field.tsx';
import { TextInput } from '../../design/text-input.tsx';
import type { McpDraft, McpDraftErrors } from './mcp-draft.ts';

export interface McpFieldsProps {
  draft: McpDraft;
  errors: McpDraftErrors;
  onChange: (part: Partial<McpDraft>) => void;
}

/** Of a server that is reached at an address. */
export function McpAddressFields({ draft, errors, onChange }: McpFieldsProps): ReactNode {
  return (
    <>
      <Field label="Address" error={errors.url}>
        <TextInput
          code
          inputMode="url"
          autoComplete="off"
          placeholder={draft.kind === 'sse' ? 'https://tools.example/sse' : 'https://tools.example/mcp'}
          value={draft.url}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      </Field>
      <Field label="API key" help="Sent as a bearer token. Many servers need none." error={errors.key}>
        <span className="flex items-center gap-2">
          <TextInput
            code
            type="password"
            autoComplete="off"
            placeholder={draft.keepsKey ? 'Set. Write another one to replace it' : ''}
            value={draft.key}
            onChange={(event) => onChange({ key: event.target.value })}
          />
          {draft.keepsKey && <Button onClick={() => onChange({ keepsKey: false, key: '' })}>Remove</Button>}
        </span>
      </Field>
      {draft.kind === 'shttp' && (
        <Field label="Time limit" help="Seconds that a tool may take." error={errors.timeout}>
          <TextInput
            inputMode="numeric"
            className="max-w-32"
            placeholder="As usual"
            value={draft.timeout}
            onChange={(event) => onChange({ timeout: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
