import type { CommandEntry, Entry } from '../entry.ts';
import type { ScreenState } from '../screen-state.ts';
import { oneLine, visibleText } from '../visible-text.ts';

export interface TerminalOptions {
  /** Characters of output, from the end; what is above is left out. Default 200,000. */
  maxCharacters?: number;
}

export interface TerminalMoment {
  /** Commands that are in it, oldest first. */
  commands: readonly CommandEntry[];
  /** Whether commands before these were left out. */
  cut: boolean;
}

const MAX_CHARACTERS = 200_000;

/** The commands of agents and person up to the moment of a screen, as far as they are kept. */
export function terminalMoment(
  state: Pick<ScreenState, 'entries'>,
  { maxCharacters = MAX_CHARACTERS }: TerminalOptions = {},
): TerminalMoment {
  const commands: CommandEntry[] = [];
  let characters = 0;
  for (const entry of commandsFromEnd(state.entries)) {
    if (!hasBegun(entry)) continue;
    if (characters >= maxCharacters) return { commands: commands.toReversed(), cut: true };
    characters += entry.command.length + entry.output.length;
    commands.push(entry);
  }
  return { commands: commands.toReversed(), cut: false };
}

/** What was asked about, or refused, was never typed. */
const hasBegun = ({ progress, exitCode, isInput, command }: CommandEntry): boolean =>
  progress !== 'waiting' &&
  progress !== 'rejected' &&
  !(progress === 'interrupted' && exitCode === null && command === '' && !isInput);

function* commandsFromEnd(entries: readonly Entry[]): Generator<CommandEntry> {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry?.kind === 'command') yield entry;
    else if (entry?.kind === 'delegate') yield* commandsFromEnd(entry.entries);
  }
}

// Leaves the other screen, with the cursor where it is, and takes back modes and colours that a program left behind.
const RESET = '\u001b[?1047l\u001b[!p\u001b[0m';

/** One command as a terminal is given it. */
export interface TerminalPart {
  /** Of its entry. */
  key: string;
  prompt: string;
  /** What it has written so far, control codes and all. */
  output: string;
  /** Follows when it is over: takes back what a program left behind. */
  end: string;
  running: boolean;
}

/** Stands in the place of commands that are left out. */
export const CUT_NOTE = '\u001b[90m… earlier commands are left out\u001b[0m\r\n';

/** The commands of a moment, oldest first. `liveOutput` is what the last one has written so far. */
export function terminalParts({ commands }: TerminalMoment, liveOutput = ''): TerminalPart[] {
  let directory = '';
  return commands.map((entry, index) => {
    const running = entry.progress === 'running' && index === commands.length - 1;
    const output = lines(entry.output === '' && running ? liveOutput : entry.output);
    const prompt = promptOf(entry, directory);
    directory = entry.directory ?? directory;
    const end = output === '' || output.endsWith('\n') ? RESET : `${RESET}\r\n`;
    return { key: entry.key, prompt, output, end, running };
  });
}

/**
 * The moment as a terminal is given it: prompt, command, output. Outputs are what programs wrote, control codes and
 * all; a command hides nothing. `liveOutput` is what the last command has written so far.
 */
export function terminalText(moment: TerminalMoment, liveOutput = ''): string {
  const parts = terminalParts(moment, liveOutput).map(({ prompt, output, end }) => prompt + output + end);
  return (moment.cut ? CUT_NOTE : '') + parts.join('');
}

// A colour, since dimmed text cannot be read by everybody.
const FAINT = '\u001b[90m';

function promptOf({ command, isInput }: CommandEntry, directory: string): string {
  // An empty command only waits for more output of the one before.
  if (command.trim() === '') return '';
  const place = directory === '' ? '' : `${FAINT}${oneLine(directory)}\u001b[0m `;
  const mark = isInput ? `${FAINT}⌨\u001b[0m` : '\u001b[1m$\u001b[0m';
  return `${place}${mark} ${lines(visibleText(command))}\r\n`;
}

const lines = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n');
