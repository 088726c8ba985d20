import { expect, it } from 'vitest';
import { isMicroagent, microagentFolder, microagentName, parseMicroagent } from './microagent-file.ts';

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

it.each([
  ['no front matter', 'Just text.\n', { content: 'Just text.\n', triggers: [] }],
  [
    'a list',
    '---\nname: x\ntriggers:\n- a\n  - "b c"\nother: 1\n---\nText',
    { content: 'Text', triggers: ['a', 'b c'] },
  ],
  ['one line', "---\r\ntriggers: [a, 'b']\r\n---\r\nText", { content: 'Text', triggers: ['a', 'b'] }],
  ['no triggers', '---\nname: x\n---\n\nText', { content: '\nText', triggers: [] }],
  ['an empty list', '---\ntriggers:\nname: x\n---\nText', { content: 'Text', triggers: [] }],
  [
    'a rule further down',
    'Text\n---\ntriggers: [a]\n---\n',
    { content: 'Text\n---\ntriggers: [a]\n---\n', triggers: [] },
  ],
])('%s', (_, text, parsed) => {
  expect(parseMicroagent(text)).toEqual(parsed);
});
