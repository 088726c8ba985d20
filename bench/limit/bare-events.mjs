// The least that following can cost: events of this many bytes, so many a second in turn over so many topics, from
// memory to every client of the topic, as soon as all clients are there. Nothing is stored, and nobody works beside
// it. Plain JavaScript, as a built program is.
//   node bare-events.mjs <topics> <clients> <events a second> <bytes of an event>
import { createServer } from 'node:http';

const [topics, clients, rate, bytes] = process.argv.slice(2).map(Number);
const followers = Array.from({ length: topics }, () => []);
const padding = 'x'.repeat(bytes);
let connected = 0;
let sent = 0;

const server = createServer((request, response) => {
  const topic = followers[/^\/(\d+)/.exec(request.url)?.[1]];
  if (topic === undefined) return response.end('OK');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  topic.push(response);
  connected += 1;
  if (connected === clients) begin();
});

function begin() {
  const started = performance.now();
  setInterval(() => {
    for (; sent < ((performance.now() - started) / 1000) * rate; sent += 1) {
      const id = Math.floor(sent / topics);
      const data = JSON.stringify({ id, timestamp: new Date().toISOString(), padding });
      for (const follower of followers[sent % topics])
        follower.write(`id: ${id}\nevent: event\ndata: ${data}\n\n`);
    }
  }, 1);
}

server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`listens on http://127.0.0.1:${server.address().port}\n`),
);
