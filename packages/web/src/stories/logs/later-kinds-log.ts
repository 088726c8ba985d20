import {
  browseAction,
  browseInteractiveAction,
  browserObservation,
  condensationAction,
  downloadObservation,
  errorObservation,
  finishAction,
  ipythonAction,
  ipythonObservation,
  loopDetectionObservation,
  mcpAction,
  mcpObservation,
  nullObservation,
  recallAction,
  recallObservation,
  rejectAction,
  type Event,
} from '@capstan/protocol';
import { LogWriter } from './log-writer.ts';
import { chartPicture, pagePicture } from './pictures.ts';

const TRACEBACK = `---------------------------------------------------------------------------
KeyError                                  Traceback (most recent call last)
Cell In[3], line 1
----> 1 sales["yaer"]

KeyError: 'yaer'`;

/** Cells with a picture, one that raises, one that runs. */
export function notebookLog(): Event[] {
  const log = new LogWriter();
  const cell = (code: string, output: string, image_urls: string[] | null = null) => ({
    action: ipythonAction({ code, security_risk: 0 }),
    result: ipythonObservation(output, { code, image_urls }),
    seconds: 2,
  });
  log.say('How did the sales develop?');
  log.state('running');
  log.step({ words: 'I load the figures.' }, [
    cell(
      'import pandas as pd\nsales = pd.read_csv("sales.csv")\nsales.describe()',
      '       amount\ncount  120.0\nmean    48.2',
    ),
  ]);
  log.step({ words: 'A chart says more.' }, [
    cell('sales.groupby("year").sum().plot.bar()', '<Axes: xlabel="year">', [
      chartPicture([40, 55, 48, 90, 72, 99]),
    ]),
    cell('sales["yaer"]', TRACEBACK),
  ]);
  const code = 'fit(sales, epochs=10_000)';
  log.step({ words: 'Now the forecast.' }, [{ action: ipythonAction({ code, security_risk: 1 }) }]);
  return log.events;
}

/** Pages, clicks, a download, a page that fails. */
export function browsingLog(): Event[] {
  const log = new LogWriter();
  const url = 'https://example.com/pricing';
  log.say('What does the large plan cost?');
  log.state('running');
  log.step({ words: 'I open the page.' }, [
    {
      action: browseAction({ url, security_risk: 0 }),
      result: browserObservation('Pricing\nSmall 5\nLarge 50', {
        url,
        trigger_by_action: 'browse',
        screenshot: pagePicture('Pricing'),
        open_pages_urls: [url],
        active_page_index: 0,
      }),
      seconds: 5,
    },
  ]);
  log.step({}, [
    {
      action: browseInteractiveAction({ browser_actions: 'click("a42")', security_risk: 1 }),
      result: browserObservation('Large plan\n50 a month', {
        url: `${url}/large`,
        trigger_by_action: 'browse_interactive',
        screenshot: pagePicture('Large plan'),
        last_browser_action: 'click("a42")',
      }),
      seconds: 3,
    },
    {
      action: browseInteractiveAction({ browser_actions: 'click("gone")', security_risk: 1 }),
      result: browserObservation('', {
        url: `${url}/large`,
        trigger_by_action: 'browse_interactive',
        error: true,
        last_browser_action_error: 'ValueError: there is no element with the id "gone"',
      }),
    },
    {
      action: browseAction({ url: `${url}.pdf`, security_risk: 0 }),
      result: downloadObservation('The page is a file; it is kept at /workspace/pricing.pdf', {
        file_path: '/workspace/pricing.pdf',
      }),
    },
  ]);
  log.step({}, [{ action: finishAction({ final_thought: 'The large plan costs 50 a month.' }) }]);
  log.state('finished');
  return log.events;
}

/** Tools of MCP servers: text, a picture, an error, one that runs. */
export function toolsLog(): Event[] {
  const log = new LogWriter();
  const call = (name: string, input: Record<string, string | number>, result: object) => ({
    action: mcpAction({ name, arguments: input, security_risk: 0 }),
    result: mcpObservation(JSON.stringify(result), { name, arguments: input }),
    seconds: 2,
  });
  log.say('What do people complain about?');
  log.state('running');
  log.step({ words: 'I ask the tracker.' }, [
    call(
      'tracker_search',
      { query: 'is:open label:bug', limit: 5 },
      {
        content: [
          { type: 'text', text: '#12 Crash on empty input' },
          { type: 'text', text: '#15 Wrong total' },
        ],
        isError: false,
      },
    ),
    call(
      'charts_draw',
      { title: 'Bugs by week' },
      {
        content: [
          { type: 'image', mimeType: 'image/svg+xml', data: chartPicture([20, 70, 45]).split(',')[1] },
        ],
      },
    ),
    call(
      'tracker_close',
      { id: 99 },
      { content: [{ type: 'text', text: 'There is no issue 99.' }], isError: true },
    ),
  ]);
  log.step({}, [{ action: mcpAction({ name: 'mail_send', arguments: { to: 'team' }, security_risk: 2 }) }]);
  return log.events;
}

/** Knowledge that is looked up, a history that is shortened, a loop, a task that is given back. */
export function memoryLog(): Event[] {
  const log = new LogWriter();
  log.say('Deploy to the cluster.');
  log.state('running');
  const workspace = log.add(
    recallAction({ recall_type: 'workspace_context', query: 'Deploy to the cluster.' }),
    'user',
  );
  log.add(
    {
      ...recallObservation('', {
        recall_type: 'workspace_context',
        repo_name: 'acme/shop',
        repo_branch: 'main',
        repo_directory: 'shop',
        repo_instructions: 'Run `make check` before every commit.',
        date: '2026-01-01',
        working_dir: '/workspace/shop',
      }),
      cause: workspace,
    },
    'environment',
  );
  const knowledge = log.add(recallAction({ recall_type: 'knowledge', query: 'cluster' }), 'user');
  log.add(
    {
      ...recallObservation('', {
        recall_type: 'knowledge',
        microagent_knowledge: [
          {
            name: 'kubernetes',
            trigger: 'cluster',
            content: 'Contexts are listed by `kubectl config get-contexts`.',
          },
        ],
      }),
      cause: knowledge,
    },
    'environment',
  );
  const nothing = log.add(recallAction({ recall_type: 'knowledge', query: 'shop' }), 'user');
  log.add({ ...nullObservation(), cause: nothing }, 'environment');
  log.reply('Which namespace is it?');
  log.state('awaiting_user_input');
  log.pass(600).say('The one of the shop.');
  log.state('running');
  log.add(
    condensationAction({
      forgotten_events_start_id: 2,
      forgotten_events_end_id: 7,
      summary: 'The person wants a deployment to the cluster. The skill about clusters was read.',
      summary_offset: 1,
    }),
    'agent',
  );
  log.add(loopDetectionObservation(''), 'environment');
  log.add(errorObservation('The answer could not be read.'), 'agent');
  log.step({ words: 'I have no access to a cluster.' }, [
    { action: rejectAction({ outputs: { reason: 'There is no cluster that I may reach.' } }) },
  ]);
  log.state('rejected');
  return log.events;
}

/** What a later version may write. */
export function unknownLog(): Event[] {
  const log = new LogWriter();
  log.say('Use what is new.');
  log.state('running');
  const id = log.addUnknown({ action: 'paint', args: { canvas: 'large', colours: ['red', 'green'] } });
  log.add({ ...errorObservation('There is no paint.'), cause: id }, 'agent');
  log.addUnknown({ observation: 'weather', content: 'rain', extras: {} });
  log.addUnknown({ action: 'run', args: { command: 42 } });
  return log.events;
}
