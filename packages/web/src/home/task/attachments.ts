import { isPicture } from '../../attachment/read-image.ts';

/** A file that goes along with a task. */
export interface Attachment {
  id: number;
  file: File;
  /** Models are shown images; other files are put into the workspace. */
  kind: 'image' | 'file';
}

const MOST = 50;
/** What the server takes at once, unless it was told otherwise. */
const MOST_BYTES = 200 * 1_048_576;

export interface Attached {
  attachments: readonly Attachment[];
  /** Why some were left out; empty when none was. */
  complaint: string;
}

/** Adds files. The same file (by name, size and time) is not added twice. */
export function attach(present: readonly Attachment[], files: readonly File[]): Attached {
  const attachments = [...present];
  let complaint = '';
  for (const file of files) {
    if (attachments.some(({ file: other }) => isSame(other, file))) continue;
    const bytes = attachments.reduce((sum, { file: other }) => sum + other.size, file.size);
    if (attachments.length >= MOST) complaint = `At most ${MOST} files go along with a task.`;
    else if (bytes > MOST_BYTES) complaint = `${file.name} is too large: 200 MB go along with a task.`;
    else attachments.push({ id: nextId(attachments), file, kind: isPicture(file) ? 'image' : 'file' });
  }
  return { attachments, complaint };
}

const nextId = (attachments: readonly Attachment[]): number => (attachments.at(-1)?.id ?? 0) + 1;

const isSame = (one: File, other: File): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
