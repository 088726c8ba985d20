/** How a scrolled list stands, in pixels. */
export interface ScrollPlace {
  /** From the beginning to what is seen first. */
  offset: number;
  viewport: number;
  /** Of everything. */
  size: number;
}

/** As near as this is at the end: fractions of pixels, and a flick that did not quite get there. */
const NEAR_PX = 32;

export const isAtEnd = ({ offset, viewport, size }: ScrollPlace): boolean =>
  size - viewport - offset <= NEAR_PX;

/**
 * Whether the list goes on to follow its end. Who is at the end follows it. Who follows it stops only by going back: a
 * list that grows below, or whose rows turn out higher than thought, has left the end without anybody wanting that.
 */
export function followsAfter(follows: boolean, before: ScrollPlace, now: ScrollPlace): boolean {
  if (isAtEnd(now)) return true;
  const wentBack = now.offset < before.offset - 1;
  // A list that has become shorter moves what is seen, too.
  const shrank = now.size < before.size || now.viewport > before.viewport;
  return follows && !(wentBack && !shrank);
}
