import {
  agentStateChanged,
  browseAction,
  browserObservation,
  commandObservation,
  delegateAction,
  errorObservation,
  fileEditObservation,
  editAction,
  ipythonAction,
  ipythonObservation,
  mcpAction,
  mcpObservation,
  recallAction,
  recallObservation,
  runAction,
  taskTrackingAction,
  thinkAction,
  type Event,
} from '@capstan/protocol';
import { LogWriter } from './log-writer.ts';

/** What sets `window.hacked` where it is taken for markup, or loads something from elsewhere. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '<svg onload="window.hacked = 1"></svg>',
  '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>',
  '[a link](javascript:window.hacked=1)',
  '[a link](data:text/html,<script>window.hacked=1</script>)',
  '![tracked](https://tracker.example/pixel.png)',
  '<a href="javascript:window.hacked=1">link</a>',
  '<style>body { display: none }</style>',
  '<form action="https://tracker.example"><input name=a></form>',
  '"><script>window.hacked = 1</script>',
  '{{constructor.constructor("window.hacked = 1")()}}',
  '\u202egpj.exe\u202c and \u2066hidden\u2069',
  '\u001b]8;;javascript:window.hacked=1\u0007click\u001b]8;;\u0007',
  '\u001b[2J\u001b[3J\u001b[H\u001b]52;c;aGFja2Vk\u0007',
  '$$\\href{javascript:window.hacked=1}{x}$$',
  '```html\n<script>window.hacked = 1</script>\n```',
  '__proto__',
  '\ud800 half a character',
];

const JAVASCRIPT_URL = 'javascript:window.hacked=1';
const SVG_WITH_SCRIPT = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg"><script>window.hacked=1</script></svg>',
)}`;

/** Each hostile text in every place where a text of somebody else's is shown. */
export function hostileLog(): Event[] {
  const log = new LogWriter();
  log.state('running');
  for (const text of HOSTILE_TEXTS) writeEverywhere(log, text);
  return log.events;
}

function writeEverywhere(log: LogWriter, text: string): void {
  const output = `before\n${text}\nafter\n`;
  log.say(text, { image_urls: [JAVASCRIPT_URL, SVG_WITH_SCRIPT], file_urls: [JAVASCRIPT_URL, text] });
  log.reply(text, { reasoning: text });
  log.step({ words: text, reasoning: text }, [
    {
      action: runAction({ command: text }),
      result: commandObservation(output, {
        command: text,
        metadata: { exit_code: 0, pid: -1, working_dir: `/workspace/${text}` },
      }),
    },
    { action: thinkAction(text) },
    {
      action: editAction({ path: `/workspace/${text}`, command: 'create', file_text: text }),
      result: fileEditObservation(text, {
        path: `/workspace/${text}`,
        new_content: text,
        diff: `--- a\n+++ b\n@@ -0,0 +1 @@\n+${text}\n`,
      }),
    },
    {
      action: ipythonAction({ code: text }),
      result: ipythonObservation(output, { code: text, image_urls: [JAVASCRIPT_URL, SVG_WITH_SCRIPT] }),
    },
    {
      action: browseAction({ url: JAVASCRIPT_URL }),
      result: browserObservation(text, {
        url: JAVASCRIPT_URL,
        trigger_by_action: 'browse',
        screenshot: SVG_WITH_SCRIPT,
      }),
    },
    {
      action: mcpAction({ name: text, arguments: { [text]: text } }),
      result: mcpObservation(JSON.stringify({ content: [{ type: 'text', text }] }), { name: text }),
    },
    { action: runAction({ command: 'true' }), result: errorObservation(text) },
  ]);
  const task_list = [{ id: text, title: text, status: text, notes: text }];
  log.add(taskTrackingAction({ command: 'plan', task_list }), 'agent');
  const recall = log.add(recallAction({ recall_type: 'knowledge', query: text }), 'user');
  const knowledge = [{ name: text, trigger: text, content: text }];
  log.add(
    {
      ...recallObservation(text, { recall_type: 'knowledge', microagent_knowledge: knowledge }),
      cause: recall,
    },
    'environment',
  );
  const [handed] = log.step({}, [{ action: delegateAction({ agent: text, inputs: { task: text } }) }]);
  log.add({ ...errorObservation(text), cause: handed ?? -1 }, 'agent');
  log.addUnknown({ action: text, args: { text } });
  log.add(agentStateChanged('error', `internal: ${text}`), 'environment');
  log.state('running');
}
