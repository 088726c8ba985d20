import type { ServerContext } from '../server-context.ts';

/** Lets the metrics look up what is not counted. Returns the way to end it. */
export function watchServer({ metrics, manager, storage }: ServerContext): () => void {
  /** One that waits for a place has not asked for its runtime yet. */
  const loops = async (waiting: boolean): Promise<number> => {
    const all = await manager.getAgentLoopInfo();
    return all.filter((loop) => (loop.runtimeStatus === null) === waiting).length;
  };
  const ends = [
    metrics.watch({ name: 'conversations', state: 'running' }, () => loops(false)),
    metrics.watch({ name: 'conversations', state: 'waiting' }, () => loops(true)),
    metrics.watch({ name: 'conversations', state: 'stored' }, () => storage.conversations.count({})),
  ];
  return () => {
    for (const end of ends) end();
  };
}
