import type { SecurityRisk } from '@capstan/protocol';
import { type BadgeTone } from '../../design/badge.tsx';
import { type IconName } from '../../design/icons.ts';
import type { ActionEntry, EditEntry } from '../../screen/index.ts';

export interface RiskWords {
  label: string;
  icon: IconName;
  tone: BadgeTone;
  /** Why the person is asked. */
  why: string;
}

/** What is rated low or medium is asked about only where everything is. */
const ALWAYS = 'You are asked because you want to be, about every action.';

const RISKS: Readonly<Record<SecurityRisk, RiskWords>> = {
  [-1]: {
    label: 'Risk not known',
    icon: 'help',
    tone: 'neutral',
    why: 'Nobody has rated its risk.',
  },
  0: {
    label: 'Low risk',
    icon: 'analyzer',
    tone: 'green',
    why: ALWAYS,
  },
  1: {
    label: 'Medium risk',
    icon: 'warning',
    tone: 'amber',
    why: ALWAYS,
  },
  2: { label: 'High risk', icon: 'risk', tone: 'red', why: 'Its risk was rated high.' },
};

export const riskWords = (risk: SecurityRisk): RiskWords => RISKS[risk];

const EDITS: Readonly<Record<EditEntry['operation'], string>> = {
  create: 'It wants to create a file',
  replace: 'It wants to change a file',
  insert: 'It wants to add to a file',
  undo: 'It wants to undo its last change of a file',
  write: 'It wants to write a file',
};

/** What it wants to do, in a sentence. */
export function askedFor(entry: ActionEntry): string {
  switch (entry.kind) {
    case 'command':
      return entry.isInput ? 'It wants to type into the running command' : 'It wants to run a command';
    case 'cell':
      return 'It wants to run Python';
    case 'read':
      return 'It wants to read a file';
    case 'edit':
      return EDITS[entry.operation];
    case 'browse':
      return entry.url === '' ? 'It wants to use the browser' : 'It wants to open a page';
    case 'tool':
      return 'It wants to call a tool';
    case 'delegate':
      return 'It wants to hand a task to another agent';
  }
}

/** The one thing that is asked about, as text: what a screen reader says. */
export function askedAbout(entry: ActionEntry): string {
  switch (entry.kind) {
    case 'command':
      return entry.command;
    case 'cell':
      return entry.code;
    case 'read':
    case 'edit':
      return entry.path;
    case 'browse':
      return entry.request;
    case 'tool':
      return entry.name;
    case 'delegate':
      return `${entry.agent}: ${entry.task}`;
  }
}
