import type { JsonObject, SecurityRisk } from '@capstan/protocol';

const LEVELS: Readonly<Record<string, SecurityRisk>> = { LOW: 0, MEDIUM: 1, HIGH: 2 };

/** Name of the argument by which the model states the risk of an action. */
export const RISK_ARGUMENT = 'security_risk';

/** Its JSON Schema. */
export const RISK_SCHEMA: JsonObject = {
  type: 'string',
  enum: ['LOW', 'MEDIUM', 'HIGH'],
  description: 'How much harm this action could do, judged by the safety section of your instructions.',
};

/** The stated risk; -1 (unknown) where the model stated none or something else. */
export function statedRisk(args: JsonObject): SecurityRisk {
  const value = args[RISK_ARGUMENT];
  return typeof value === 'string' ? (LEVELS[value.toUpperCase()] ?? -1) : -1;
}
