import { CUT_NOTE, terminalParts, type TerminalMoment, type TerminalPart } from '../../screen/index.ts';

/** What a terminal has been given. */
export interface Fed {
  parts: readonly TerminalPart[];
}

/** What a terminal is to be given next. With `fresh` everything before it is cleared. */
export interface Feed {
  fed: Fed;
  text: string;
  fresh: boolean;
}

export const NOTHING_FED: Fed = { parts: [] };

/**
 * What brings a terminal from what it shows to another moment. As long as commands are only added and the last one only
 * writes on, that is what is new; what was left out at the beginning meanwhile stays in the terminal.
 */
export function feed({ parts: before }: Fed, moment: TerminalMoment, liveOutput = ''): Feed {
  const parts = terminalParts(moment, liveOutput);
  const grown = grownBy(before, parts);
  if (grown !== undefined) return { fed: { parts }, text: grown, fresh: false };
  const text = (moment.cut ? CUT_NOTE : '') + parts.map(wholeOf).join('');
  return { fed: { parts }, text, fresh: true };
}

/** Undefined where the parts are not the ones before and more. */
function grownBy(before: readonly TerminalPart[], parts: readonly TerminalPart[]): string | undefined {
  const [first] = parts;
  if (before.length === 0 || first === undefined) return undefined;
  const dropped = before.findIndex(({ key }) => key === first.key);
  const known = before.slice(dropped);
  if (dropped === -1 || known.length > parts.length) return undefined;
  const last = known.length - 1;
  const isKept = known.every((part, index) => index === last || isSame(part, parts[index]));
  if (!isKept) return undefined;
  const from = known[last];
  const to = parts[last];
  const grown = from === undefined || to === undefined ? undefined : grownPart(from, to);
  if (grown === undefined) return undefined;
  return grown + parts.slice(known.length).map(wholeOf).join('');
}

/** Prompts are not compared: the folder in them is not known of the first command, whichever that is. */
const isSame = (one: TerminalPart, other: TerminalPart | undefined): boolean =>
  other !== undefined &&
  one.key === other.key &&
  one.output === other.output &&
  one.running === other.running;

function grownPart(from: TerminalPart, to: TerminalPart): string | undefined {
  if (from.key !== to.key || (to.running && !from.running)) return undefined;
  const end = to.running || !from.running ? '' : to.end;
  if (to.output.startsWith(from.output)) return to.output.slice(from.output.length) + end;
  // A result has no line break at the end, which was written while it ran.
  const withoutBreaks = from.output.replace(/[\r\n]+$/, '');
  if (from.running && !to.running && to.output === withoutBreaks) return to.end.replace(/\r\n$/, '');
  return undefined;
}

const wholeOf = ({ prompt, output, end, running }: TerminalPart): string =>
  prompt + output + (running ? '' : end);
