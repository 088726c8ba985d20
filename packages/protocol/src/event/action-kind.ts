import * as z from 'zod/mini';
import { conforms } from './conforms.ts';
import {
  attachmentShape,
  extensionShape,
  stampShape,
  type ActionDraftOf,
  type ActionOf,
} from './envelope.ts';
import { lazy } from './lazy.ts';
import { openObject, type OpenObject, type Shape } from './open-object.ts';

/** One kind of action: its schemas, built on first use, and the way to make one. */
export interface ActionKind<K extends string, S extends Shape> {
  readonly kind: K;
  readonly args: () => OpenObject<S>;
  /** The whole event, keys in the order in which they are written. */
  readonly event: () => z.ZodMiniType;
  /** Whether a value needs no reading by the schema, see `conforms.ts`. */
  readonly isCurrent: () => (value: unknown) => boolean;
  /** Fills in the defaults. */
  readonly draft: (args: z.input<OpenObject<S>>) => ActionDraftOf<K, z.output<OpenObject<S>>>;
}

export type ActionOfKind<Kind> =
  Kind extends ActionKind<infer K, infer S> ? ActionOf<K, z.output<OpenObject<S>>> : never;

export function defineAction<const K extends string, S extends Shape>(
  kind: K,
  shape: () => S,
  refine: (args: OpenObject<S>) => OpenObject<S> = (args) => args,
): ActionKind<K, S> {
  const args = lazy(() => refine(openObject(shape())));
  const event = lazy(() =>
    openObject({
      ...stampShape(),
      action: z.literal(kind),
      ...attachmentShape(),
      args: args(),
      timeout: z.optional(z.number()),
      ...extensionShape(),
    }),
  );
  return {
    kind,
    args,
    event,
    isCurrent: lazy(() => conforms(event())),
    draft: (input) => ({ action: kind, args: args().parse(input) }),
  };
}
