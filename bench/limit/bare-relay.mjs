// The least that a server can do with what a person says: write it to a file, sync it, ask the model. Plain
// JavaScript, as a built program is.
//   node bare-relay.mjs <file> <base URL of the model>
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';

const [file, baseUrl] = process.argv.slice(2);
const log = await open(file, 'a');

async function relay(request, response) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  if (text === '') return response.end('OK');
  await log.write(`${text}\n`);
  await log.datasync();
  const body = JSON.stringify({
    model: 'scripted',
    stream: true,
    messages: [{ role: 'user', content: text }],
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', headers, body });
  await answer.text();
  return response.end('OK');
}

const server = createServer((request, response) => {
  relay(request, response).catch((failure) => response.destroy(failure));
});

server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listens on http://127.0.0.1:${server.address().port}\n`),
);
