import type { ReactNode } from 'react';
import type { McpTestResult } from '../../api/mcp.ts';
import { Disclosure } from '../../design/disclosure.tsx';
import { ErrorNote } from '../../design/error-note.tsx';
import { Icon } from '../../design/icon.tsx';
import { latencyText } from '../models/latency-text.ts';

export interface McpTestOutcomeProps {
  result: McpTestResult | undefined;
  /** Why no test could be made at all. */
  failure: unknown;
  isPending: boolean;
}

/** Whether a server answered, with its tools; or what is wrong. */
export function McpTestOutcome({ result, failure, isPending }: McpTestOutcomeProps): ReactNode {
  return (
    <>
      <p role="status" className="text-xs text-muted empty:hidden">
        {isPending ? 'Connecting, and asking for the tools' : ''}
      </p>
      {!isPending && failure !== null && <ErrorNote title="The test could not be made" failure={failure} />}
      {!isPending && result?.ok === false && <ErrorNote title={result.message} remedy={result.remedy} />}
      {!isPending && result?.ok === true && <Tools result={result} />}
    </>
  );
}

function Tools({ result }: { result: Extract<McpTestResult, { ok: true }> }): ReactNode {
  const { server, tools, latency_ms: latency } = result;
  const count = tools.length === 1 ? '1 tool' : `${tools.length} tools`;
  return (
    <Disclosure
      className="w-full"
      summary={
        <span className="flex items-center gap-1.5 text-xs">
          <Icon name="success" size={14} className="shrink-0 text-green-text" />
          {`${server.name} ${server.version} answered in ${latencyText(latency)} with ${count}`}
        </span>
      }
    >
      {tools.length === 0 ? (
        <p className="pl-5 text-xs text-muted">It offers none.</p>
      ) : (
        // What scrolls has to be reached by keys.
        <ul
          aria-label="Tools"
          tabIndex={0}
          className="max-h-64 divide-y divide-hairline overflow-y-auto pl-5"
        >
          {tools.map(({ name, description }) => (
            <li key={name} className="py-1.5">
              <span className="block font-mono text-code [overflow-wrap:anywhere] text-strong">{name}</span>
              {description !== '' && (
                <span className="line-clamp-3 text-xs [overflow-wrap:anywhere] text-muted">
                  {description}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  );
}
