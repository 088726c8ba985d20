import { expect, it } from 'vitest';
import { messageText, type Attachment } from './attachment.ts';

const file = (path: string, part: Partial<Attachment> = {}): Attachment => ({
  id: path,
  name: path,
  kind: 'file',
  progress: null,
  url: '',
  path,
  problem: '',
  ...part,
});

it('names the files that are in the workspace, and no others', () => {
  const attachments = [
    file('/workspace/a.csv'),
    file('', { progress: 0.4 }),
    file('', { problem: 'Too large' }),
    file('', { kind: 'image', url: 'data:image/png;base64,' }),
  ];
  expect(messageText(' Look at it \n', attachments)).toBe(
    'Look at it\n\nAttached files:\n- /workspace/a.csv',
  );
});

it('is the words alone, or the files alone', () => {
  expect(messageText('Go on', [])).toBe('Go on');
  expect(messageText('', [file('/workspace/a.csv')])).toBe('Attached files:\n- /workspace/a.csv');
});
