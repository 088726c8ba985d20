import { CapstanError } from '@capstan/protocol';
import { z } from 'zod';

import { checkScript, type Script } from './script.ts';

/**
 * Reads a script from YAML or JSON.
 *
 * @throws CapstanError `usage`, which names the place, when the text is no script.
 */
export async function parseScript(text: string): Promise<Script> {
  const checked = checkScript(await parseText(text));
  if (checked.success) return checked.data;
  throw new CapstanError('usage', `The script is not valid.\n${z.prettifyError(checked.error)}`, {
    remedy: 'Mend the script at the place named above.',
  });
}

async function parseText(text: string): Promise<unknown> {
  // Loaded here because YAML costs tens of milliseconds that a script in code need not pay.
  const { parse } = await import('yaml');
  try {
    return parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CapstanError('usage', `The script is neither YAML nor JSON: ${reason}`, {
      cause: error,
      remedy: 'Mend the script at the place named above.',
    });
  }
}
