#!/usr/bin/env node
import { runProgram } from './program.ts';

const LAST_WORDS_MS = 3_000;

// A reader that went away is no fault of ours: a run stops, every other command has nobody left to tell.
process.stdout.on('error', () => undefined);

process.exitCode = await runProgram(process.argv);
// Whatever a library left open must not keep the program; a program that has ended is not kept by this.
setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
