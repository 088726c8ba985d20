import type { WebHost } from '../../api/apps.ts';

/** What the agent is asked, so that it serves where people can reach it; empty where there is no port. */
export function servingTask(hosts: readonly Pick<WebHost, 'port'>[]): string {
  const ports = hosts.map(({ port }) => `${port}`);
  const last = ports.at(-1);
  if (last === undefined) return '';
  const where = ports.length === 1 ? `port ${last}` : `port ${ports.slice(0, -1).join(', ')} or ${last}`;
  return `Start the application in the background on ${where}, listening on 0.0.0.0, and tell me when it answers.`;
}
