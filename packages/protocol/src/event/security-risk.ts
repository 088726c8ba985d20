/** How dangerous an action is, as the model or an analyzer states it. */
export const SECURITY_RISK = { unknown: -1, low: 0, medium: 1, high: 2 } as const;

export type SecurityRisk = (typeof SECURITY_RISK)[keyof typeof SECURITY_RISK];
