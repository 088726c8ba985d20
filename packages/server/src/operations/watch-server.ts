import type { ServerContext } from '../server-context.ts';

/** Lets the metrics look up what is not counted. Returns the way to end it. */
export function watchServer({ metrics, manager, storage }: ServerContext): () => void {
  const loopsIn = async (status: string): Promise<number> => {
    const loops = await manager.getAgentLoopInfo();
    return loops.filter((loop) => loop.status === status).length;
  };
  const ends = [
    metrics.watch({ name: 'conversations', state: 'running' }, () => loopsIn('RUNNING')),
    metrics.watch({ name: 'conversations', state: 'waiting' }, () => loopsIn('STARTING')),
    metrics.watch({ name: 'conversations', state: 'stored' }, () => storage.conversations.count({})),
  ];
  return () => {
    for (const end of ends) end();
  };
}
