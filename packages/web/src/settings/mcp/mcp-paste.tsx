import { useState, type ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Field } from '../../design/field.tsx';
import { TextArea } from '../../design/text-area.tsx';
import { mcpIdentity, mcpTitle, type McpServer } from './mcp-server.ts';
import { readMcpText } from './mcp-text.ts';

export interface McpPasteProps {
  servers: readonly McpServer[];
  store: (servers: readonly McpServer[]) => Promise<void>;
  onClose: () => void;
}

/** Takes servers over from the configuration of an editor or another agent. */
export function McpPaste({ servers, store, onClose }: McpPasteProps): ReactNode {
  const [text, setText] = useState('');
  const [judged, setJudged] = useState(false);
  const [storing, setStoring] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const read = readMcpText(text);
  const taken = new Set(servers.map(mcpIdentity));
  const fresh = 'servers' in read ? read.servers.filter((server) => !taken.has(mcpIdentity(server))) : [];
  const add = async (): Promise<void> => {
    setJudged(true);
    if (fresh.length === 0 || storing) return;
    setStoring(true);
    setFailure(undefined);
    try {
      await store(fresh);
      onClose();
    } catch (error) {
      setFailure(error);
      setStoring(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Paste a configuration"
      description="As editors and other agents keep it, in JSON. Servers that are here already stay as they are."
      className="w-[min(36rem,calc(100vw-1.5rem))]"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" busy={storing} onClick={() => void add()}>
            {fresh.length > 1 ? `Add ${fresh.length} servers` : 'Add'}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pt-1">
        <Field
          label="Configuration"
          hideLabel
          error={judged && 'error' in read ? read.error : undefined}
          help={found(text, fresh, 'servers' in read)}
        >
          <TextArea
            code
            autoFocus
            className="min-h-44"
            placeholder={'{\n  "mcpServers": {\n    "files": { "command": "npx", "args": ["…"] }\n  }\n}'}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setJudged(false);
            }}
            onBlur={() => setJudged(text.trim() !== '')}
          />
        </Field>
        {failure !== undefined && <ErrorNote title="The servers were not stored" failure={failure} />}
      </div>
    </Dialog>
  );
}

function found(text: string, fresh: readonly McpServer[], isRead: boolean): string {
  if (text.trim() === '' || !isRead)
    return 'Keys in an Authorization header are taken over; other headers are not.';
  if (fresh.length === 0) return 'All of these are here already.';
  return `Found: ${fresh.map(mcpTitle).join(', ')}.`;
}
