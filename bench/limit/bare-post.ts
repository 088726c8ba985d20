import { Agent, request } from 'node:http';

/** The least that asking can cost: a body that is there already, posted again and again over one connection. */
export async function barePosts(baseUrl: string, bytes: number, count: number): Promise<void> {
  const body = Buffer.from(`{"model":"none","stream":true,"messages":[],"padding":"${'x'.repeat(bytes)}"}`);
  const agent = new Agent({ keepAlive: true });
  for (let post = 0; post < count; post += 1)
    await barePost(new URL(`${baseUrl}/chat/completions`), body, agent);
  agent.destroy();
}

function barePost(url: URL, body: Buffer, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const post = request(url, { method: 'POST', agent, headers }, (response) => {
      response.once('error', reject).once('end', resolve).resume();
    });
    post.once('error', reject);
    post.end(body);
  });
}
