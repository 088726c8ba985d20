// The least that a server can be: it answers everything with 200. Plain JavaScript, as a built program is.
import { createServer } from 'node:http';

const server = createServer((_request, response) => response.end('OK'));
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listens on http://127.0.0.1:${server.address().port}\n`),
);
