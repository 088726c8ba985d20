import { expect, it } from 'vitest';
import { SYSTEM_PROMPT_VERSION, systemPrompt } from './system-prompt.ts';

it('the wording belongs to its version', async () => {
  const sandboxed = systemPrompt({
    workspaceRoot: '/home/me/project',
    place: 'sandbox',
    network: 'on',
    date: '2026-01-01',
  });
  await expect(sandboxed).toMatchFileSnapshot(`golden/system-prompt-v${SYSTEM_PROMPT_VERSION}-sandbox.txt`);
  const bare = systemPrompt({
    workspaceRoot: '/home/me/project',
    place: 'machine',
    network: ['registry.example', '*.docs.example'],
    date: '2026-01-01',
  });
  await expect(bare).toMatchFileSnapshot(`golden/system-prompt-v${SYSTEM_PROMPT_VERSION}-machine.txt`);
});

it('names the repository and the wishes of the person where there are any', () => {
  const prompt = systemPrompt({
    workspaceRoot: '/home/me/project',
    place: 'sandbox',
    network: 'on',
    date: '2026-01-01',
    repository: { name: 'acme/shop', folder: '/home/me/project/shop', tokenVariable: 'GITHUB_TOKEN' },
    instructions: 'Answer in French.',
  });
  expect(prompt).toContain('- Repository: acme/shop, cloned to /home/me/project/shop. Git');
  expect(prompt).toContain('`GITHUB_TOKEN=$GITHUB_TOKEN git push`\n');
  expect(prompt).toContain('# Wishes of the person\nAnswer in French.\n\n# Ending');
});
