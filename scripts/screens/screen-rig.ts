import { turn } from '@capstan/llm/scripted';
import type { Page } from '@playwright/test';
import { longLog } from '@capstan/web/logs';
import { recordedLog } from '@capstan/web/recorded-logs';
import { begin, untilState } from '../../test/support/followed-conversation.ts';
import { PageRig } from '../../test/pages/support/page-rig.ts';
import { stored } from '../../test/pages/support/stored-logs.ts';
import type { Look, Scene, Subject } from './scenes.ts';

/** Until what comes late is there: fonts, colours of code, the first answer of every query. */
const QUIET_MS = 700;

const LOGS = {
  finished: stored('Mend the discount of the basket', recordedLog('whole-task')),
  failed: stored('Try every tool once', recordedLog('failures')),
  long: stored('Make the parser faster, and keep it correct', longLog({ events: 1_200 })),
};

/** What the agent that asks first wants to do. */
const RISKY = turn.call(
  'execute_bash',
  { command: 'rm -rf build && git push --force origin main', security_risk: 'HIGH' },
  { text: 'The old build is in the way, and the branch has to be rewritten. I clear both.' },
);

/** Everything is loaded and drawn that the page asks for by itself. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
  await page.waitForTimeout(QUIET_MS);
  // Nothing is pointed at, and nothing shows that the keyboard was used.
  await page.mouse.move(0, 0);
}

/** Two servers, for somebody who has used Capstan and for somebody who has not, and a browser for each. */
export class ScreenRig implements AsyncDisposable {
  readonly #used: PageRig;
  readonly #fresh: PageRig;
  readonly #ids: Readonly<Record<Subject, string>>;

  private constructor(used: PageRig, fresh: PageRig, ids: Readonly<Record<Subject, string>>) {
    this.#used = used;
    this.#fresh = fresh;
    this.#ids = ids;
  }

  static async start(): Promise<ScreenRig> {
    const used = await PageRig.start({
      turns: [RISKY],
      settings: { confirmation_mode: true, security_analyzer: 'llm' },
      logs: Object.values(LOGS),
    });
    const fresh = await PageRig.start({ settings: null });
    const demo = await begin(used.server, { demo: true });
    await untilState(used.server, demo, 'finished');
    const approval = await begin(used.server, { initial_user_msg: 'Clean up and publish the branch' });
    await untilState(used.server, approval, 'awaiting_user_confirmation');
    const { finished, failed, long } = LOGS;
    return new ScreenRig(used, fresh, {
      demo,
      approval,
      finished: finished.conversationId,
      failed: failed.conversationId,
      long: long.conversationId,
    });
  }

  async draw(scene: Scene, look: Look, file: string): Promise<void> {
    const rig = scene.visitor === 'first' ? this.#fresh : this.#used;
    const path =
      typeof scene.at === 'string' ? scene.at : `/conversations/${this.#ids[scene.at.conversation]}`;
    await using opened = await rig.open(path, {
      colorScheme: look.scheme,
      viewport: { width: look.width, height: look.height },
      ...(look.isPhone && { isMobile: true, hasTouch: true }),
    });
    const { page } = opened;
    await page.getByRole('main').waitFor();
    await settle(page);
    await scene.act?.(page);
    await settle(page);
    if (opened.problems.length > 0) throw new Error(`${scene.name}: ${opened.problems.join('; ')}`);
    await page.screenshot({ path: file });
    await opened.context.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#used[Symbol.asyncDispose]();
    await this.#fresh[Symbol.asyncDispose]();
  }
}
