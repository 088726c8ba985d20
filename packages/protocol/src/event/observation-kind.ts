import * as z from 'zod/mini';
import { conforms } from './conforms.ts';
import {
  attachmentShape,
  extensionShape,
  stampShape,
  type ObservationDraftOf,
  type ObservationOf,
} from './envelope.ts';
import { textOrEmpty } from './field.ts';
import { lazy } from './lazy.ts';
import { openObject, type OpenObject, type Shape } from './open-object.ts';

/** One kind of observation: its schemas, built on first use, and the way to make one. */
export interface ObservationKind<K extends string, S extends Shape> {
  readonly kind: K;
  readonly extras: () => OpenObject<S>;
  /** The whole event, keys in the order in which they are written. */
  readonly event: () => z.ZodMiniType;
  /** Whether a value needs no reading by the schema, see `conforms.ts`. */
  readonly isCurrent: () => (value: unknown) => boolean;
  /** Fills in the defaults. */
  readonly draft: (
    content: string,
    extras: z.input<OpenObject<S>>,
  ) => ObservationDraftOf<K, z.output<OpenObject<S>>>;
}

export type ObservationOfKind<Kind> =
  Kind extends ObservationKind<infer K, infer S> ? ObservationOf<K, z.output<OpenObject<S>>> : never;

export function defineObservation<const K extends string, S extends Shape>(
  kind: K,
  shape: () => S,
): ObservationKind<K, S> {
  const extras = lazy(() => openObject(shape()));
  const event = lazy(() =>
    openObject({
      ...stampShape(),
      observation: z.literal(kind),
      ...attachmentShape(),
      content: textOrEmpty(),
      extras: extras(),
      success: z.optional(z.boolean()),
      ...extensionShape(),
    }),
  );
  return {
    kind,
    extras,
    event,
    isCurrent: lazy(() => conforms(event())),
    draft: (content, input) => ({ observation: kind, content, extras: extras().parse(input) }),
  };
}
