/** Something that goes along with a message. */
export interface Attachment {
  id: string;
  name: string;
  kind: 'image' | 'file';
  /** From 0 to 1 while it is made ready or uploaded; null when it is there, or has failed. */
  progress: number | null;
  /** Of a picture, as `data:` URL; empty until it is ready. */
  url: string;
  /** Of a file, where it lies in the workspace; empty until it is there. */
  path: string;
  /** Why it does not go along; empty where it does. */
  problem: string;
}

/** Whether it goes along with the message. */
export const isReady = ({ progress, problem }: Attachment): boolean => progress === null && problem === '';

/** Whether the message has to wait for it. */
export const isOnItsWay = ({ progress }: Attachment): boolean => progress !== null;

/** What is sent: what was written, with the names of the files that lie in the workspace. */
export function messageText(text: string, attachments: readonly Attachment[]): string {
  const paths = attachments
    .filter((one) => one.kind === 'file' && isReady(one))
    .map(({ path }) => `- ${path}`);
  const list = paths.length === 0 ? '' : `Attached files:\n${paths.join('\n')}`;
  return [text.trim(), list].filter((part) => part !== '').join('\n\n');
}
