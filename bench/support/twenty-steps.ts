import { turn, type TurnInput } from '@capstan/llm/scripted';

export const STEPS = 20;

/** A run of twenty commands that end at once. */
export const twentySteps: TurnInput[] = [
  ...Array.from({ length: STEPS }, (_, step) =>
    turn.call('execute_bash', { command: `echo "step ${step + 1}"`, security_risk: 'LOW' }),
  ),
  turn.call('finish', { message: 'done' }),
];
