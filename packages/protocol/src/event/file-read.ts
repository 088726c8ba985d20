import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import {
  confirmationState,
  count,
  integerListOrNull,
  minusOne,
  securityRisk,
  text,
  textOrEmpty,
} from './field.ts';
import { FILE_READ_SOURCES } from './file-source.ts';
import { lazy } from './lazy.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

const readSource = lazy(() => z._default(z.enum(FILE_READ_SOURCES), 'default'));

/**
 * Lines `start` to `end` of a file, counted from 0, `end` exclusive and -1 for the last. With `oh_aci`
 * `view_range` counts instead: from 1, inclusive.
 */
export const readKind = defineAction('read', () => ({
  path: text(),
  start: count(),
  end: minusOne(),
  thought: textOrEmpty(),
  security_risk: securityRisk(),
  impl_source: readSource(),
  view_range: integerListOrNull(),
  confirmation_state: confirmationState(),
}));

/** The content is the text, or a `data:` URL for images, PDF and video. */
export const fileReadKind = defineObservation('read', () => ({ path: text(), impl_source: readSource() }));

export type ReadAction = ActionOfKind<typeof readKind>;
export type FileReadObservation = ObservationOfKind<typeof fileReadKind>;

export const readAction = readKind.draft;
export const fileReadObservation = fileReadKind.draft;
