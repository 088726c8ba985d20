#!/usr/bin/env node
import { runProgram } from './program.ts';

const LAST_WORDS_MS = 3_000;

process.exitCode = await runProgram(process.argv);
// Whatever a library left open must not keep the program; a program that has ended is not kept by this.
setTimeout(() => process.exit(), LAST_WORDS_MS).unref();
