import * as z from 'zod/mini';
import { defineAction, type ActionOfKind } from './action-kind.ts';
import { confirmationState, integer, no, securityRisk, text, textOrEmpty, textOrNull } from './field.ts';
import { lazy } from './lazy.ts';
import { defineObservation, type ObservationOfKind } from './observation-kind.ts';
import { openObject } from './open-object.ts';

/**
 * A shell command. An empty `command` shows the output of the one that runs; `is_input` feeds it;
 * `is_static` takes a fresh shell in `cwd`; `blocking` ignores the no-output timeout.
 */
export const runKind = defineAction('run', () => ({
  command: text(),
  is_input: no(),
  thought: textOrEmpty(),
  blocking: no(),
  is_static: no(),
  cwd: textOrNull(),
  hidden: no(),
  confirmation_state: confirmationState(),
  security_risk: securityRisk(),
}));

const wholeNumberText = lazy(() =>
  z.pipe(
    z.string().check(z.regex(/^-?\d{1,15}$/)),
    z.transform((digits: string) => Number(digits)),
  ),
);
const processNumber = lazy(() => z._default(z.union([integer(), wholeNumberText()]), -1));

/**
 * What is known of a command's end. `exit_code` is -1 while it runs or after a timeout; `prefix` and
 * `suffix` frame the output for the model and are not part of the content.
 */
export const commandMetadata = lazy(() =>
  openObject({
    exit_code: processNumber(),
    pid: processNumber(),
    username: textOrNull(),
    hostname: textOrNull(),
    working_dir: textOrNull(),
    py_interpreter_path: textOrNull(),
    prefix: textOrEmpty(),
    suffix: textOrEmpty(),
  }),
);

/** The content is the output alone, without prompt and echoed command. */
export const commandKind = defineObservation('run', () => ({
  command: text(),
  metadata: z._default(commandMetadata(), () => commandMetadata().parse({})),
  hidden: no(),
}));

export type CommandMetadata = z.output<ReturnType<typeof commandMetadata>>;
export type RunAction = ActionOfKind<typeof runKind>;
export type CommandObservation = ObservationOfKind<typeof commandKind>;

export const runAction = runKind.draft;

export function commandObservation(...[content, extras]: Parameters<typeof commandKind.draft>) {
  const draft = commandKind.draft(content, extras);
  return { ...draft, success: draft.extras.metadata.exit_code === 0 };
}
