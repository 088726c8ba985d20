import { expect, it } from 'vitest';
import type { Attachment } from './attachment.ts';
import { keptDraft } from './kept-draft.ts';

/** A storage with room for so many characters. */
function storageOf(room: number): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    key: () => null,
    getItem: (key) => values.get(key) ?? null,
    removeItem: (key) => void values.delete(key),
    setItem(key, value) {
      if (value.length > room) throw new DOMException('Full', 'QuotaExceededError');
      values.set(key, value);
    },
  };
}

const picture: Attachment = {
  id: 'p',
  name: 'p.png',
  kind: 'image',
  progress: null,
  url: `data:image/png;base64,${'A'.repeat(1_000)}`,
  path: '',
  problem: '',
};
const file: Attachment = {
  ...picture,
  id: 'f',
  name: 'f.csv',
  kind: 'file',
  url: '',
  path: '/workspace/f.csv',
};

it('finds again what was written and attached', () => {
  const storage = storageOf(10_000);
  const draft = { text: 'Look', attachments: [picture, file] };
  keptDraft('c1', () => storage).write(draft);
  expect(keptDraft('c1', () => storage).read()).toEqual(draft);
  expect(keptDraft('c2', () => storage).read()).toEqual({ text: '', attachments: [] });
});

it('keeps the words where there is no room for pictures', () => {
  const storage = storageOf(500);
  keptDraft('c1', () => storage).write({ text: 'Look', attachments: [picture, file] });
  expect(keptDraft('c1', () => storage).read()).toEqual({ text: 'Look', attachments: [file] });
});

it('keeps nothing that is not there yet', () => {
  const storage = storageOf(10_000);
  keptDraft('c1', () => storage).write({ text: 'Look', attachments: [{ ...file, progress: 0.3 }] });
  expect(keptDraft('c1', () => storage).read().attachments).toEqual([]);
});

it.each(['null', '3', '{"text":4,"attachments":[null,{"id":"x"}]}', '{'])('%s is an empty draft', (text) => {
  const storage = storageOf(10_000);
  storage.setItem('capstan.draft.c1', text);
  expect(keptDraft('c1', () => storage).read()).toEqual({ text: '', attachments: [] });
});
