export interface NumberedContent {
  text: string;
  /** The number of its first line. */
  startLine: number;
}

const NUMBERED = /^ *(\d+)\t(.*)$/;
const HEADING = /^Here's the result of running `cat -n` on .*:$/;

/** A file as a runtime shows it to the model, with a number before each line: the text without them. Null for others. */
export function numberedContent(content: string): NumberedContent | null {
  const lines = content.replace(/\n$/, '').split('\n');
  if (HEADING.test(lines[0] ?? '')) lines.shift();
  const texts: string[] = [];
  let startLine: number | undefined;
  for (const line of lines) {
    const [, number, text] = NUMBERED.exec(line) ?? [];
    if (number === undefined || text === undefined) return null;
    startLine ??= Number(number);
    if (Number(number) !== startLine + texts.length) return null;
    texts.push(text);
  }
  return startLine === undefined ? null : { text: texts.join('\n'), startLine };
}
