import { isReady, type Attachment } from './attachment.ts';

/** What a person has written and not sent. */
export interface Draft {
  text: string;
  attachments: readonly Attachment[];
}

export interface KeptDraft {
  read(): Draft;
  write(draft: Draft): void;
}

/** A draft that is found again after a reload. Pictures that the browser has no room for are left out before words are. */
export function keptDraft(name: string, storage: () => Storage = () => localStorage): KeptDraft {
  const key = `capstan.draft.${name}`;
  const put = (draft: Draft): boolean => {
    try {
      if (draft.text === '' && draft.attachments.length === 0) storage().removeItem(key);
      else storage().setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  };
  return {
    read() {
      try {
        return parseDraft(JSON.parse(storage().getItem(key) ?? 'null'));
      } catch {
        // Forbidden, or not ours: as if nothing was kept.
        return { text: '', attachments: [] };
      }
    },
    write({ text, attachments }) {
      const ready = attachments.filter(isReady);
      if (put({ text, attachments: ready })) return;
      put({ text, attachments: ready.filter(({ kind }) => kind === 'file') });
    },
  };
}

function parseDraft(value: unknown): Draft {
  const found = typeof value === 'object' && value !== null ? value : {};
  const text: unknown = Reflect.get(found, 'text');
  const attachments: unknown = Reflect.get(found, 'attachments');
  return {
    text: typeof text === 'string' ? text : '',
    attachments: Array.isArray(attachments) ? attachments.flatMap(parseAttachment) : [],
  };
}

function parseAttachment(value: unknown): Attachment[] {
  if (typeof value !== 'object' || value === null) return [];
  const text = (name: keyof Attachment): string => {
    const part: unknown = Reflect.get(value, name);
    return typeof part === 'string' ? part : '';
  };
  const kind = text('kind') === 'image' ? 'image' : 'file';
  const [id, url, path] = [text('id'), text('url'), text('path')];
  const isWhole = kind === 'image' ? url.startsWith('data:image/') : path !== '';
  return id === '' || !isWhole
    ? []
    : [{ id, name: text('name'), kind, progress: null, url, path, problem: '' }];
}
