import { useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Field } from '../../design/field.tsx';
import { Segmented, type SegmentedOption } from '../../design/segmented.tsx';
import { McpAddressFields } from './mcp-address-fields.tsx';
import { McpProgramFields } from './mcp-program-fields.tsx';
import { draftOf, EMPTY_DRAFT, readDraft, type McpDraft, type McpDraftErrors } from './mcp-draft.ts';
import type { McpKind, McpServer } from './mcp-server.ts';
import { McpTestPart } from './mcp-test-part.tsx';

const KINDS: readonly SegmentedOption<McpKind>[] = [
  { value: 'shttp', label: 'HTTP' },
  { value: 'sse', label: 'SSE' },
  { value: 'stdio', label: 'Program' },
];

const KIND_HELP: Readonly<Record<McpKind, string>> = {
  shttp: 'Reached at an address by streamable HTTP, as most servers on the network are.',
  sse: 'Reached at an address by server-sent events, as older servers are.',
  stdio: 'Started as a program beside the agent, and spoken with through its input and output.',
};

export interface McpFormProps {
  /** The one that is changed; null for a new one. */
  server: McpServer | null;
  /** All others. */
  others: readonly McpServer[];
  store: (server: McpServer) => Promise<void>;
  onClose: () => void;
}

/** Asks for a server with tools. It stays open, with all that was written, until it is stored. */
export function McpForm({ server, others, store, onClose }: McpFormProps): ReactNode {
  const [draft, setDraft] = useState<McpDraft>(server === null ? EMPTY_DRAFT : draftOf(server));
  const [judged, setJudged] = useState(false);
  const [storing, setStoring] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const read = readDraft(draft, { before: server, others });
  const errors: McpDraftErrors = judged && 'errors' in read ? read.errors : {};
  const save = async (): Promise<void> => {
    setJudged(true);
    if ('errors' in read || storing) return;
    setStoring(true);
    setFailure(undefined);
    try {
      await store(read.server);
      onClose();
    } catch (error) {
      setFailure(error);
      setStoring(false);
    }
  };
  const change = (part: Partial<McpDraft>): void => setDraft({ ...draft, ...part });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={server === null ? 'Add an MCP server' : 'Change the MCP server'}
      className="w-[min(36rem,calc(100vw-1.5rem))]"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={storing} onClick={() => void save()}>
            {server === null ? 'Add' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field label="Kind" hideLabel help={KIND_HELP[draft.kind]}>
          <Segmented label="Kind" value={draft.kind} options={KINDS} onChange={(kind) => change({ kind })} />
        </Field>
        {draft.kind === 'stdio' ? (
          <McpProgramFields draft={draft} errors={errors} onChange={change} />
        ) : (
          <McpAddressFields draft={draft} errors={errors} onChange={change} />
        )}
        <McpTestPart server={'errors' in read ? null : read.server} onRefused={() => setJudged(true)} />
        {failure !== undefined && <ErrorNote title="The server was not stored" failure={failure} />}
        {/* Enter in a text of one line stores, as the button does. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
