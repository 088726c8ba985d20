import type { ObservationDraft } from '@capstan/protocol';

export type LedgerLine =
  | { generation: number; forgotten: number[] }
  | { boot: string }
  | { complete: number }
  | { started: number }
  | { done: number; observation: ObservationDraft };

/** Reads one line. `undefined` for anything that no ledger writes. By hand: a schema library costs start-up time. */
export function parseLedgerLine(text: string): LedgerLine | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isLedgerLine(value) ? value : undefined;
}

function isLedgerLine(value: unknown): value is LedgerLine {
  if (!isObject(value)) return false;
  if ('generation' in value) {
    return isWhole(value.generation) && Array.isArray(value.forgotten) && value.forgotten.every(isWhole);
  }
  if ('boot' in value) return typeof value.boot === 'string';
  if ('complete' in value) return isWhole(value.complete);
  if ('started' in value) return isWhole(value.started);
  return isWhole(value.done) && isObservation(value.observation);
}

/** The kinds and their extras are checked by whoever asked for the action: what leaves a sandbox always is. */
function isObservation(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.observation === 'string' &&
    typeof value.content === 'string' &&
    isObject(value.extras)
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
