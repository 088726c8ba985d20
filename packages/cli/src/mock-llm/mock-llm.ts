import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { parseScript, startScriptedModel } from '@capstan/llm/scripted';
import { CapstanError, EXIT_CODE } from '@capstan/protocol';

/** `capstan mock-llm`: serves a script until it is interrupted. */
export async function mockLlm(file: string, flags: { port?: string; strict: boolean }): Promise<number> {
  const script = await parseScript(await readScript(file));
  const server = await startScriptedModel({ script, port: portOf(flags.port), strict: flags.strict });
  process.stdout.write(
    [
      `Scripted model on ${server.url} (Ctrl-C ends it)`,
      `  OpenAI chat       ${server.baseUrls['openai-chat']}`,
      `  OpenAI responses  ${server.baseUrls['openai-responses']}`,
      `  Anthropic         ${server.baseUrls.anthropic}`,
      `  Gemini            ${server.baseUrls.gemini}`,
      '',
    ].join('\n'),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.close();
  return EXIT_CODE.finished;
}

async function readScript(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CapstanError('usage', `The script ${file} cannot be read: ${String(error)}`, {
      cause: error,
      remedy: 'Check the path.',
    });
  }
}

function portOf(text: string | undefined): number {
  if (text === undefined) return 0;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new CapstanError('usage', `--port must be 0 to 65535, got "${text}"`);
}
