import { defineAction, type ActionOfKind } from './action-kind.ts';
import { confirmationState, securityRisk, text, textListOrNull, textOrEmpty, yes } from './field.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';

/** Python code for the conversation's kernel. `include_extra` appends the directory and interpreter. */
export const ipythonKind = defineAction('run_ipython', () => ({
  code: text(),
  thought: textOrEmpty(),
  include_extra: yes(),
  confirmation_state: confirmationState(),
  security_risk: securityRisk(),
  kernel_init_code: textOrEmpty(),
}));

export const ipythonResultKind = defineObservation('run_ipython', () => ({
  code: text(),
  image_urls: textListOrNull(),
}));

export type IpythonAction = ActionOfKind<typeof ipythonKind>;
export type IpythonObservation = ObservationOfKind<typeof ipythonResultKind>;

export const ipythonAction = ipythonKind.draft;

/** `success` says that the cell was run, not that it raised nothing. */
export function ipythonObservation(...[content, extras]: Parameters<typeof ipythonResultKind.draft>) {
  return { ...ipythonResultKind.draft(content, extras), success: true };
}
