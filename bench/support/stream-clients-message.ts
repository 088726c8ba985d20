/** What the process of the stream clients is asked. */
export type StreamClientsRequest =
  /** One client for each address. */
  { kind: 'open'; urls: readonly string[]; key: string } | { kind: 'take' };

/** What it answers. */
export type StreamClientsAnswer =
  | { kind: 'open' }
  | { kind: 'latencies'; latencies: number[]; bytes: number }
  | { kind: 'failed'; reason: string };
