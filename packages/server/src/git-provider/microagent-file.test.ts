import { expect, it } from 'vitest';
import { isMicroagent, microagentFolder, microagentName, readMicroagent } from './microagent-file.ts';

it.each([
  ['engines/loom', '.openhands/microagents'],
  ['engines/.openhands', 'microagents'],
  ['group/sub/openhands-config', 'microagents'],
  ['engines/openhands', '.openhands/microagents'],
])('those of %s lie in %s', (repository, folder) => {
  expect(microagentFolder(repository)).toBe(folder);
});

it('Markdown is knowledge, the description of the folder is not', () => {
  expect(['a/cards.md', 'a/README.md', 'a/x.txt'].filter(isMicroagent)).toEqual(['a/cards.md']);
  expect(microagentName('.openhands/microagents/cards.md')).toBe('cards');
  expect(microagentName('.cursorrules')).toBe('cursorrules');
});

it('is taken apart into what it says and the words at which it is shown', () => {
  const text = '---\ntriggers: [cards, "punched paper"]\n---\nCards are read twice.\n';
  expect(readMicroagent('microagents/cards.md', text)).toEqual({
    content: 'Cards are read twice.',
    triggers: ['cards', 'punched paper'],
  });
  expect(readMicroagent('.cursorrules', text)).toEqual({ content: text, triggers: [] });
});

it('front matter that is none is said', () => {
  expect(() => readMicroagent('a.md', '---\ntriggers: 7: {\n---\nx')).toThrow(
    expect.objectContaining({ code: 'file_unsuitable' }),
  );
});
