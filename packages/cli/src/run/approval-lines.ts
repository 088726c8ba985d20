import type { ActionEvent } from '@capstan/protocol';
import { plainText } from '../progress/plain-text.ts';

const RISKS: Readonly<Record<number, string>> = { [-1]: 'unknown', 0: 'low', 1: 'medium', 2: 'high' };

/** An action as a whole, as the person has to see it to decide about it. */
export function approvalLines(action: ActionEvent): string[] {
  const risk = 'security_risk' in action.args ? (action.args.security_risk ?? -1) : -1;
  return [
    `  risk stated by the model: ${RISKS[risk] ?? 'unknown'}`,
    ...bodyLines(action).map((line) => `  ${line}`),
  ];
}

function bodyLines(action: ActionEvent): string[] {
  switch (action.action) {
    case 'run':
      return lines(`$ ${action.args.command}`);
    case 'edit': {
      const { command, path, file_text, old_str, new_str, insert_line } = action.args;
      const place = insert_line === null ? '' : ` after line ${insert_line}`;
      return [
        `${command} ${plainText(path)}${place}`,
        ...lines(old_str).map((line) => `- ${line}`),
        ...lines(new_str ?? file_text).map((line) => `+ ${line}`),
      ];
    }
    case 'write':
      return [
        `write ${plainText(action.args.path)}`,
        ...lines(action.args.content).map((line) => `+ ${line}`),
      ];
    case 'read':
      return [`read ${plainText(action.args.path)}`];
    default:
      return lines(action.message || `${action.action} ${JSON.stringify(action.args)}`);
  }
}

function lines(text: string | null): string[] {
  return text === null ? [] : plainText(text).replace(/\n$/, '').split('\n');
}
