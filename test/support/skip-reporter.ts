import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';
import { ALLOWED_SKIPS } from './allowed-skip.ts';

interface MissingRequirement {
  file: string;
  name: string;
  reason: string;
}

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Says at the end which tests were skipped and why, prints the totals on one line and, when
 * `CAPSTAN_TEST_TOTALS` names a file, writes that line there too. Under `CI=true` a skip that `allowed-skip.ts`
 * does not allow makes the run fail.
 */
export default class SkipReporter implements Reporter {
  #filteredByName = false;
  #watching = false;

  onInit(vitest: Vitest): void {
    this.#filteredByName = vitest.config.testNamePattern !== undefined;
    this.#watching = vitest.config.watch;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const totals: Totals = { passed: 0, failed: unhandled.length, skipped: 0 };
    const skips: string[] = [];
    let refused = 0;
    const missing = readMissingRequirements();
    for (const module of modules) {
      totals.failed += module.errors().length;
      const reasons = missing.filter((entry) => entry.file === module.moduleId);
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') totals.passed += 1;
        else if (result.state === 'failed') totals.failed += 1;
        else if (!this.#filteredByName) {
          totals.skipped += 1;
          const why = whySkipped(test, reasons);
          if (!why.allowed) refused += 1;
          skips.push(`  ${relative(process.cwd(), module.moduleId)} > ${test.fullName}\n      ${why.text}`);
        }
      }
    }
    if (skips.length > 0)
      console.log(`\nSKIPPED ${skips.length}, not proven on this machine:\n${skips.join('\n')}\n`);
    if (refused > 0 && process.env['CI'] === 'true' && !this.#watching) {
      console.log(
        `${refused} skipped without being allowed (test/support/allowed-skip.ts): the run fails in CI.\n`,
      );
      process.exitCode = 1;
    }
    const line = `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`;
    console.log(line);
    const file = process.env['CAPSTAN_TEST_TOTALS'];
    if (file !== undefined && file !== '') writeFileSync(file, `${line}\n`);
  }
}

function whySkipped(test: TestCase, reasons: MissingRequirement[]): { text: string; allowed: boolean } {
  const result = test.result();
  if (result.state === 'skipped' && result.note !== undefined) {
    const { note } = result;
    const requirement = reasons.find((entry) => entry.reason === note)?.name;
    return { text: note, allowed: isAllowed(requirement) };
  }
  if (reasons.length === 0) return { text: 'no reason given', allowed: false };
  const allowed = reasons.every((entry) => isAllowed(entry.name));
  return { text: reasons.map((entry) => `${entry.name}: ${entry.reason}`).join('; '), allowed };
}

function isAllowed(requirement: string | undefined): boolean {
  return ALLOWED_SKIPS.some((skip) => skip.requirement === requirement);
}

function readMissingRequirements(): MissingRequirement[] {
  const root = process.env['CAPSTAN_TEST_ROOT'];
  if (root === undefined) return [];
  const file = join(root, 'missing-requirements.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): MissingRequirement => JSON.parse(line));
}
