import { describe as group, expect, it } from 'vitest';
import { recordedLog } from '../../../test/support/recorded-log.ts';
import { WRITTEN_LOGS } from '../../stories/logs/index.ts';
import { screenOf } from '../screen-of.ts';
import type { ScreenState } from '../screen-state.ts';
import { describe } from './describe.ts';

/** A line as a person reads it. */
const linesOf = (state: ScreenState): string[] =>
  state.entries.map((entry) => {
    const { verb, object, result } = describe(entry);
    return [verb, object, result?.text ?? ''].filter((part) => part !== '').join(' | ');
  });

group('the lines of', () => {
  it('a whole task', () => {
    expect(linesOf(screenOf(recordedLog('whole-task')))).toEqual([
      'You | One of the checks in test_basket.py fails. Find out why, mend the cause and prove it.',
      'Thought | A failing check.',
      'Updated the plan | Find out which check fails | 0 of 3 done',
      'Ran | ls && wc -l *.py',
      'Ran | grep -rn "def " --include="*.py" .',
      'Thought | Two modules.',
      'Read | /workspace/basket.py',
      'Read | /workspace/shipping.py:1–4',
      'Read | /workspace/test_basket.py',
      'Ran | python3 test_basket.py | exit 1',
      'Thought | The discount is inside the loop, so it is taken off the running sum once for each item.',
      'Updated the plan | Mend the cause | 1 of 3 done',
      'Edited | /workspace/basket.py | +1 −2',
      'Thought | One check of the discount is not enough: nothing tells a loop of two items from one of four.',
      'Created | /workspace/test_discount.py | +4',
      'Edited | /workspace/README.md | +1',
      'Undid the last edit of | /workspace/README.md | −1',
      'Updated the plan | Prove it with all checks | 2 of 3 done',
      'Ran | python3 test_basket.py && python3 test_discount.py',
      'Updated the plan | 3 of 3 done',
      'Finished | The discount was taken off once for each item. I moved it **after the loop** in `basket.py` and ' +
        'added a check of its own. All checks pass.',
    ]);
  });

  it('what was refused, and what was dropped with it', () => {
    expect(linesOf(screenOf(recordedLog('approvals'))).slice(3, 6)).toEqual([
      'Was not allowed to run | rm -rf ../*.py',
      'You | Do not remove the sources. Leave them where they are.',
      'Did not call | execute_bash(command: ls .., security_risk: LOW)',
    ]);
  });

  it('a question', () => {
    expect(linesOf(screenOf(recordedLog('asked'))).at(-1)).toBe(
      'Wants to run | git push --force origin main',
    );
  });

  it('a command that is stopped, and one that runs', () => {
    const log = recordedLog('stopped');
    expect(linesOf(screenOf(log, 4)).at(-1)).toBe('Running | echo begun; sleep 300');
    expect(linesOf(screenOf(log)).slice(1, 3)).toEqual([
      'Did not finish running | echo begun; sleep 300',
      'Stopped',
    ]);
  });

  it('failures', () => {
    expect(linesOf(screenOf(recordedLog('failures'))).slice(1, 6)).toEqual([
      expect.stringMatching(
        /^Could not call \| deploy\(target: production\) \| There is no tool named deploy/,
      ),
      'Ran | cat missing.txt; exit_code() { return 3; }; exit_code | exit 3',
      expect.stringMatching(/^Could not call \| execute_bash\(text: \{"command": "ls\) \| Failed to parse/),
      expect.stringMatching(/^Could not read \| \/workspace\/absent.py \| Invalid `path`/),
      expect.stringMatching(/^Could not edit \| \/workspace\/basket.py \| No replacement was performed/),
    ]);
  });

  it('a program that is answered', () => {
    expect(linesOf(screenOf(recordedLog('dialogue'))).slice(3, 6)).toEqual([
      'Ran | read -p "Name: " name && echo "Hello $name" | still running',
      'Waited for | more output | still running',
      'Sent | Ada',
    ]);
  });

  it('cells, pages, tools and other agents', () => {
    expect(linesOf(screenOf(WRITTEN_LOGS.notebook())).slice(3)).toEqual([
      'Ran Python | sales["yaer"] | KeyError: \'yaer\'',
      'Running Python | fit(sales, epochs=10_000)',
    ]);
    expect(linesOf(screenOf(WRITTEN_LOGS.browsing())).slice(1, 4)).toEqual([
      'Opened | https://example.com/pricing',
      'Used the browser | click("a42")',
      'Could not use the browser | click("gone") | ValueError: there is no element with the id "gone"',
    ]);
    expect(linesOf(screenOf(WRITTEN_LOGS.tools())).slice(3)).toEqual([
      'Could not call | tracker_close(id: 99) | There is no issue 99.',
      'Calling | mail_send(to: team)',
    ]);
    expect(linesOf(screenOf(WRITTEN_LOGS.delegated())).at(-1)).toBe(
      'Working as | TestAgent: Run the tests of all packages.',
    );
  });

  it('memory', () => {
    expect(linesOf(screenOf(WRITTEN_LOGS.memory())).slice(2, 6)).toEqual([
      'Looked up | kubernetes',
      'Agent | Which namespace is it?',
      'You | The one of the shop.',
      'Summed up | 6 events: The person wants a deployment to the cluster.',
    ]);
  });
});

it('tells how long things took from when they were allowed, and since when they run', () => {
  const { entries } = screenOf(recordedLog('approvals'));
  expect(entries.slice(1, 3).map((entry) => describe(entry).seconds)).toEqual([0.73, 1.46]);
  const running = screenOf(recordedLog('stopped'), 4).entries.at(-1);
  expect(running && describe(running)).toMatchObject({ seconds: null, since: running?.at });
});

it('hides nothing and stays on one line, whatever a text holds', () => {
  for (const entry of screenOf(WRITTEN_LOGS.hostile()).entries) {
    const { verb, object, result } = describe(entry);
    expect(`${verb}${object}${result?.text ?? ''}`).not.toMatch(/[\n\u001b\u202a-\u202e\u2066-\u2069]/);
  }
});
