import { editAction, readAction, type JsonObject } from '@capstan/protocol';
import { RISK_ARGUMENT, RISK_SCHEMA, statedRisk } from './security-risk.ts';
import { ToolArguments } from './tool-arguments.ts';
import type { Tool } from './tool.ts';

const NAME = 'str_replace_editor';
const COMMANDS = ['view', 'create', 'str_replace', 'insert', 'undo_edit'] as const;

const ALLOWED = [
  'command',
  'path',
  'file_text',
  'old_str',
  'new_str',
  'insert_line',
  'view_range',
  RISK_ARGUMENT,
];

const DESCRIPTION = `View, create and edit text files. Paths are absolute.

- view: a file with line numbers (view_range limits it, [start, end], end -1 for the rest), or a folder two levels deep.
- create: a new file from file_text; refused where a file exists.
- str_replace: replaces old_str by new_str (nothing when left out). old_str must occur exactly once, character for
  character with its white space: take a few lines around the place to make it unique.
- insert: puts new_str after line insert_line; 0 is before the first line.
- undo_edit: takes back the last edit of the file.

Encoding, line endings and file mode stay as they are. Several edits can go in one answer as several calls.`;

/** The file editor. Schema after the wire format's `str_replace_editor`. */
export const strReplaceEditor: Tool = {
  definition: {
    name: NAME,
    description: DESCRIPTION,
    inputSchema: {
      type: 'object',
      properties: {
        command: { type: 'string', enum: [...COMMANDS], description: 'What to do.' },
        path: { type: 'string', description: 'Absolute path of the file or folder.' },
        file_text: { type: 'string', description: 'For create: the whole text of the new file.' },
        old_str: { type: 'string', description: 'For str_replace: the text to replace.' },
        new_str: { type: 'string', description: 'For str_replace and insert: the new text.' },
        insert_line: { type: 'integer', description: 'For insert: the line after which new_str goes.' },
        view_range: {
          type: 'array',
          items: { type: 'integer' },
          description: 'For view of a file: first and last line.',
        },
        [RISK_ARGUMENT]: RISK_SCHEMA,
      },
      required: ['command', 'path', RISK_ARGUMENT],
      additionalProperties: false,
    },
  },
  toAction(raw) {
    const args = new ToolArguments(NAME, raw, ALLOWED);
    const command = args.choice('command', COMMANDS);
    const path = args.text('path');
    const security_risk = statedRisk(raw);
    if (command === 'view') {
      return readAction({
        path,
        impl_source: 'oh_aci',
        view_range: args.optionalIntegers('view_range'),
        security_risk,
      });
    }
    return editAction({ path, command, impl_source: 'oh_aci', security_risk, ...editFields(args) });
  },
};

function editFields(args: ToolArguments): JsonObject & {
  file_text: string | null;
  old_str: string | null;
  new_str: string | null;
  insert_line: number | null;
} {
  return {
    file_text: args.optionalText('file_text'),
    old_str: args.optionalText('old_str'),
    new_str: args.optionalText('new_str'),
    insert_line: args.optionalInteger('insert_line'),
  };
}
