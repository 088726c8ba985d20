import type { ActionEvent } from '@capstan/protocol';

/** The secrets whose names a command mentions as whole words: `$NAME`, `${NAME}`, `os.environ["NAME"]`. */
export function secretsNamedBy(action: ActionEvent, secrets: Record<string, string>): Record<string, string> {
  if (action.action !== 'run') return {};
  const words = new Set(action.args.command.match(/[A-Za-z_][A-Za-z0-9_]*/g));
  return Object.fromEntries(Object.entries(secrets).filter(([name]) => words.has(name)));
}
