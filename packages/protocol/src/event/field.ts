import * as z from 'zod/mini';
import type { JsonObject } from '../json.ts';
import { CONFIRMATION_STATES } from './confirmation-state.ts';
import { lazy } from './lazy.ts';
import { SECURITY_RISK } from './security-risk.ts';

/** Field schemas that several kinds share. Each is made once. */
export const text = lazy(() => z.string());
export const textOrEmpty = lazy(() => z._default(text(), ''));
export const textOrNull = lazy(() => z._default(z.nullable(text()), null));
export const textList = lazy(() => z._default(z.array(text()), []));
export const textListOrNull = lazy(() => z._default(z.nullable(z.array(text())), null));
export const integer = lazy(() => z.int());
export const integerOrNull = lazy(() => z._default(z.nullable(integer()), null));
export const integerListOrNull = lazy(() => z._default(z.nullable(z.array(integer())), null));
export const count = lazy(() => z._default(integer(), 0));
export const minusOne = lazy(() => z._default(integer(), -1));
export const yes = lazy(() => z._default(z.boolean(), true));
export const no = lazy(() => z._default(z.boolean(), false));

/** Any JSON object, taken as it is and not copied. */
export const jsonObject = lazy(() =>
  z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
);
export const jsonObjectOrEmpty = lazy(() => z._default(jsonObject(), () => ({})));

/** A risk that is none of the four values counts as not stated. */
export const securityRisk = lazy(() =>
  z.catch(z._default(z.literal(Object.values(SECURITY_RISK)), SECURITY_RISK.unknown), SECURITY_RISK.unknown),
);
export const confirmationState = lazy(() => z._default(z.enum(CONFIRMATION_STATES), 'confirmed'));
