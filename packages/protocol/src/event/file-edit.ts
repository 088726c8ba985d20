import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import {
  confirmationState,
  integer,
  integerOrNull,
  minusOne,
  no,
  securityRisk,
  text,
  textOrEmpty,
  textOrNull,
} from './field.ts';
import { FILE_EDIT_SOURCES } from './file-source.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** `command` is `create`, `str_replace`, `insert` or `undo_edit`; looking at a file is a `read`. */
export const editKind = defineAction('edit', () => ({
  path: text(),
  command: textOrEmpty(),
  file_text: textOrNull(),
  old_str: textOrNull(),
  new_str: textOrNull(),
  insert_line: integerOrNull(),
  content: textOrEmpty(),
  start: z._default(integer(), 1),
  end: minusOne(),
  thought: textOrEmpty(),
  security_risk: securityRisk(),
  impl_source: z._default(z.enum(FILE_EDIT_SOURCES), 'oh_aci'),
  confirmation_state: confirmationState(),
}));

/**
 * With `oh_aci` the two contents are the replaced and the new fragment and `diff` is a unified diff; with
 * `llm_based_edit` they are the whole files and the content is the diff. `_diff_cache` is always null here.
 */
export const fileEditKind = defineObservation('edit', () => ({
  path: textOrEmpty(),
  prev_exist: no(),
  old_content: textOrNull(),
  new_content: textOrNull(),
  impl_source: z._default(z.enum(FILE_EDIT_SOURCES), 'llm_based_edit'),
  diff: textOrNull(),
  _diff_cache: textOrNull(),
}));

export type EditAction = ActionOfKind<typeof editKind>;
export type FileEditObservation = ObservationOfKind<typeof fileEditKind>;

export const editAction = editKind.draft;
export const fileEditObservation = fileEditKind.draft;
