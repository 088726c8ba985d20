import { constants } from 'node:fs';
import { join } from 'node:path';
import type { OpenFiles } from './open-files.ts';

const READ_WRITE_CREATE = constants.O_RDWR | constants.O_CREAT;

/** Opens the two files of a conversation's ledger; they are made if they are not there. */
export function openLedgerFiles(folder: string, files: OpenFiles): [number, number] {
  return [
    files.open(join(folder, 'ledger-a.jsonl'), READ_WRITE_CREATE),
    files.open(join(folder, 'ledger-b.jsonl'), READ_WRITE_CREATE),
  ];
}
