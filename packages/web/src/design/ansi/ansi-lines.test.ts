import { describe, expect, test } from 'vitest';
import { ansiLines } from './ansi-lines.ts';

const texts = (output: string): string[] =>
  ansiLines(output).map((line) => line.map((piece) => piece.text).join(''));

describe('lines of output', () => {
  test('colours are styles, which go on over lines until they end', () => {
    expect(ansiLines('\u001b[1;32mok\n go\u001b[0m on\n')).toEqual([
      [{ text: 'ok', style: { bold: true, color: 2 } }],
      [
        { text: ' go', style: { bold: true, color: 2 } },
        { text: ' on', style: {} },
      ],
    ]);
  });

  test('colours of 256 and of 16 million are told by red, green and blue', () => {
    const [line = []] = ansiLines('\u001b[38;5;208ma\u001b[48;2;1;2;300mb\u001b[38;5;9mc');
    expect(line.map(({ style }) => [style.color, style.background])).toEqual([
      [[255, 135, 0], undefined],
      [
        [255, 135, 0],
        [1, 2, 255],
      ],
      [9, [1, 2, 255]],
    ]);
  });

  test('what was written over is gone, as progress is', () => {
    expect(texts('10%\r50%\r\u001b[K100%\ndone\r\n')).toEqual(['100%', 'done']);
  });

  test('links, titles and clipboards of terminals are not carried out', () => {
    expect(texts('\u001b]8;;javascript:window.hacked=1\u0007click\u001b]8;;\u0007')).toEqual(['click']);
    expect(texts('\u001b[2J\u001b[H\u001b]52;c;aGFja2Vk\u0007')).toEqual(['']);
    expect(texts('\u001b]0;never ends')).toEqual(['']);
  });

  test('other characters that cannot be seen stand as their number', () => {
    expect(texts('a\u202eb\u0000')).toEqual(['a\\u202eb\\u0000']);
  });

  test('an output of breaks alone keeps its empty lines', () => {
    expect(texts('')).toEqual(['']);
    expect(texts('\n\nx\n')).toEqual(['', '', 'x']);
  });
});
