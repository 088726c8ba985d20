import type { PromptMessage } from './prompt.ts';

/** A break of the rule that each tool call has exactly one result, right after it. */
export interface PairingFault {
  kind:
    | 'unanswered' /** Calls without a result before somebody else speaks. */
    | 'orphan' /** A result for no call of the message before. */
    | 'second-result'
    | 'second-call' /** The id of a call was used before. */;
  /** Where: the message of the calls, or the part of the result or call. */
  path: string;
  ids: string[];
}

/** Finds every break of the pairing of tool calls and results. O(parts). */
export function findPairingFaults(messages: readonly PromptMessage[]): PairingFault[] {
  const faults: PairingFault[] = [];
  const callIds = new Set<string>();
  let open = new Set<string>();
  let answered = new Set<string>();
  let caller = '';

  const close = (): void => {
    if (open.size > 0) faults.push({ kind: 'unanswered', path: caller, ids: [...open] });
    open = new Set();
  };

  for (const message of messages) {
    if (message.role === 'assistant') {
      close();
      answered = new Set();
      caller = message.path;
    }
    for (const part of message.parts) {
      if (part.type === 'tool-call') {
        if (callIds.has(part.id)) faults.push({ kind: 'second-call', path: part.path, ids: [part.id] });
        callIds.add(part.id);
        open.add(part.id);
      } else if (part.type === 'tool-result') {
        if (open.delete(part.id)) answered.add(part.id);
        else {
          const kind = answered.has(part.id) ? 'second-result' : 'orphan';
          faults.push({ kind, path: part.path, ids: [part.id] });
        }
      }
    }
    if (message.role === 'user') close();
  }
  close();
  return faults;
}
