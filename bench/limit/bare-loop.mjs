// The least that such a run can be: ask with fetch, run in one bash over a pipe, say what came of it, until the model
// finishes. No log, no sandbox, no limits, no recovery. Plain JavaScript, as a built program is.
//   node bare-loop.mjs <base URL>
import { spawn } from 'node:child_process';

const [baseUrl] = process.argv.slice(2);
const bash = spawn('bash', ['--noprofile', '--norc'], { stdio: ['pipe', 'pipe', 'inherit'] });
bash.stdout.setEncoding('utf8');

function run(command) {
  return new Promise((resolve) => {
    let output = '';
    const onData = (text) => {
      output += text;
      const end = output.lastIndexOf('\0');
      if (end < 0) return;
      bash.stdout.off('data', onData);
      resolve(output.slice(0, end));
    };
    bash.stdout.on('data', onData);
    bash.stdin.write(`${command}\nprintf '\\0'\n`);
  });
}

async function ask(messages) {
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'scripted', stream: true, messages }),
  });
  const calls = [];
  for (const line of (await response.text()).split('\n')) {
    if (!line.startsWith('data: {')) continue;
    for (const { index, id, function: part } of JSON.parse(line.slice(6)).choices?.[0]?.delta?.tool_calls ??
      []) {
      calls[index] ??= { id, type: 'function', function: { name: part.name, arguments: '' } };
      calls[index].function.arguments += part.arguments ?? '';
    }
  }
  return calls;
}

const messages = [{ role: 'user', content: 'Do twenty steps.' }];
for (;;) {
  const calls = await ask(messages);
  messages.push({ role: 'assistant', content: null, tool_calls: calls });
  const [call] = calls;
  if (call === undefined || call.function.name === 'finish') break;
  const output = await run(JSON.parse(call.function.arguments).command);
  messages.push({ role: 'tool', tool_call_id: call.id, content: output });
}
bash.stdin.end();
