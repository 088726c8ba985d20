import { expect, it } from 'vitest';
import { editAction, messageOf, runAction, type ActionDraft, type ActionEvent } from '@capstan/protocol';
import { approvalLines } from './approval-lines.ts';

const asked = (draft: ActionDraft): ActionEvent => ({
  ...draft,
  id: 1,
  timestamp: '2026-01-01T00:00:00.000Z',
  source: 'agent',
  message: messageOf(draft),
});

it('shows a command as a whole, without what could drive the terminal', () => {
  const command = `${'echo long && '.repeat(40)}\necho \u001b[2Jend`;
  expect(approvalLines(asked(runAction({ command, security_risk: 2 })))).toEqual([
    '  risk stated by the model: high',
    `  $ ${'echo long && '.repeat(40)}`,
    '  echo end',
  ]);
});

it('shows what an edit takes away and what it puts there', () => {
  const edit = editAction({ path: '/a', command: 'str_replace', old_str: 'old\n', new_str: 'new\nlines\n' });
  expect(approvalLines(asked(edit))).toEqual([
    '  risk stated by the model: unknown',
    '  str_replace /a',
    '  - old',
    '  + new',
    '  + lines',
  ]);
});
