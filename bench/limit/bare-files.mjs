// The least that carrying files can cost: a body is written to a file as it comes, and read from it again. Plain
// JavaScript, as a built program is.
//   node bare-files.mjs <file>
import { createReadStream, createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream/promises';

const [file] = process.argv.slice(2);

async function carry(request, response) {
  if (request.method === 'POST') await pipeline(request, createWriteStream(file));
  if (request.url === '/file') await pipeline(createReadStream(file), response);
  else response.end('OK');
}

const server = createServer((request, response) => {
  carry(request, response).catch((failure) => response.destroy(failure));
});

server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listens on http://127.0.0.1:${server.address().port}\n`),
);
