/** A fold of a log up to and including one event, as text. */
export interface FoldSnapshot {
  eventId: number;
  body: string;
}

/**
 * Where the fold of one conversation is kept between processes. Only a cache: what is lost is folded again,
 * and what another version wrote must not be given back.
 */
export interface FoldSnapshots {
  latest(): Promise<FoldSnapshot | undefined>;
  put(snapshot: FoldSnapshot): Promise<void>;
}

/** Changes whenever `evolve`, the state or the view change what they make of the same events. */
export const FOLD_VERSION = '6';
