import * as z from 'zod/mini';

export type Shape = z.core.$ZodShape;
export type OpenObject<S extends Shape> = z.ZodMiniObject<S>;

/**
 * An object schema that keeps keys it does not know, so that what other versions wrote survives a round
 * trip, while its type names only the known ones, so that a misspelt key is a compile error.
 */
export function openObject<S extends Shape>(shape: S): OpenObject<S> {
  return z.looseObject(shape);
}
