import { isValidElement, type ReactNode } from 'react';

/** What a part of markdown is given: an element's attributes, of which nothing is known to be what it should be. */
export type PartProps = object;

export function childrenOf(props: PartProps): ReactNode {
  const children: unknown = Reflect.get(props, 'children');
  return isNode(children) ? children : null;
}

/** An attribute that is a text; else empty. */
export function textOf(props: PartProps, name: string): string {
  const value: unknown = Reflect.get(props, name);
  return typeof value === 'string' ? value : '';
}

function isNode(value: unknown): value is ReactNode {
  if (Array.isArray(value)) return value.every(isNode);
  return (
    value === null ||
    ['string', 'number', 'boolean', 'undefined'].includes(typeof value) ||
    isValidElement(value)
  );
}
