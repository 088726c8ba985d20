/** Whether a page with this host name comes from the machine on which its browser runs. */
export const isThisMachine = (hostname: string): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** What the agent is asked, so that it serves where the person reaches it, and nobody more than needs be. */
export function servingTask({ isHere }: { isHere: boolean }): string {
  const where = isHere ? 'localhost' : 'all addresses (0.0.0.0)';
  return `Start the application in the background, listening on ${where}, and tell me its port when it answers.`;
}
