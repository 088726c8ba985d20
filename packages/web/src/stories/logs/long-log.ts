import {
  browseAction,
  browserObservation,
  commandObservation,
  condensationAction,
  delegateAction,
  delegateObservation,
  editAction,
  fileEditObservation,
  fileReadObservation,
  ipythonAction,
  ipythonObservation,
  mcpAction,
  mcpObservation,
  readAction,
  runAction,
  taskTrackingAction,
  taskTrackingObservation,
  thinkAction,
  thinkObservation,
  type Event,
} from '@capstan/protocol';
import { Chance } from './chance.ts';
import { LogWriter, type Deed } from './log-writer.ts';
import { chartPicture, pagePicture } from './pictures.ts';

export interface LongLogOptions {
  /** Default 10,000. */
  events?: number;
  /** The same seed gives the same log. */
  seed?: number;
}

const WORDS =
  'the parser keeps each token until its line is whole and then hands both over to whoever asked for them'.split(
    ' ',
  );
const FILES = [
  'src/parser.ts',
  'src/lexer.ts',
  'src/token.ts',
  'test/parser.test.ts',
  'README.md',
  'src/index.ts',
] as const;
const COMMANDS = [
  'npm test',
  'git diff --stat',
  'grep -rn token src',
  'npm run build',
  'node bench.js',
  'ls -la src',
] as const;

/** A conversation of many hours, with everything in it that a conversation may hold. */
export function longLog({ events = 10_000, seed = 1 }: LongLogOptions = {}): Event[] {
  const log = new LogWriter();
  const writer = new LongLog(log, new Chance(seed));
  log.say('Make the parser faster, and keep it correct.');
  log.state('running');
  while (log.events.length < events) writer.write();
  return log.events.slice(0, events);
}

class LongLog {
  readonly #log: LogWriter;
  readonly #chance: Chance;

  constructor(log: LogWriter, chance: Chance) {
    this.#log = log;
    this.#chance = chance;
  }

  write(): void {
    const roll = this.#chance.roll();
    if (roll < 0.93) this.#step();
    else if (roll < 0.96) this.#talk();
    else if (roll < 0.975) this.#approve();
    else if (roll < 0.985) this.#delegate();
    else if (roll < 0.99) this.#condense();
    else this.#wait();
  }

  #step(): void {
    const chance = this.#chance;
    const deeds = Array.from({ length: 1 + chance.below(3) }, () => this.#deed());
    this.#log.step(
      {
        words: chance.roll() < 0.4 ? this.#sentence() : '',
        reasoning: chance.roll() < 0.3 ? this.#lines(3) : '',
        input: 20_000 + chance.below(60_000),
        seconds: 1 + chance.below(12),
      },
      deeds,
    );
  }

  #deed(): Deed {
    const roll = this.#chance.roll();
    const seconds = this.#chance.below(20) / 2;
    if (roll < 0.45) return { ...this.#command(), seconds };
    if (roll < 0.65) return { ...this.#read(), seconds: 0.1 };
    if (roll < 0.85) return { ...this.#edit(), seconds: 0.1 };
    if (roll < 0.89) return this.#think();
    if (roll < 0.93) return this.#plan();
    if (roll < 0.96) return { ...this.#cell(), seconds };
    return { ...(roll < 0.98 ? this.#page() : this.#tool()), seconds };
  }

  #command(): Deed {
    const command = this.#chance.pick(COMMANDS);
    const exit_code = this.#chance.roll() < 0.1 ? 1 : 0;
    const output = `${this.#lines(1 + this.#chance.below(30))}\u001b[32mok\u001b[0m\n`;
    const metadata = { exit_code, pid: -1, working_dir: '/workspace' };
    return {
      action: runAction({ command, security_risk: 0 }),
      result: commandObservation(output, { command, metadata }),
    };
  }

  #read(): Deed {
    const path = `/workspace/${this.#chance.pick(FILES)}`;
    const action = readAction({ path, impl_source: 'oh_aci', security_risk: 0 });
    return { action, result: fileReadObservation(this.#lines(40), { path, impl_source: 'oh_aci' }) };
  }

  #edit(): Deed {
    const path = `/workspace/${this.#chance.pick(FILES)}`;
    const old_str = this.#sentence();
    const new_str = `${this.#sentence()}\n${this.#sentence()}`;
    const diff = `--- ${path}\n+++ ${path}\n@@ -10,3 +10,4 @@\n a\n-${old_str}\n+${new_str.replaceAll('\n', '\n+')}\n b\n`;
    return {
      action: editAction({ path, command: 'str_replace', old_str, new_str, security_risk: 0 }),
      result: fileEditObservation('edited', { path, prev_exist: true, impl_source: 'oh_aci', diff }),
    };
  }

  #think(): Deed {
    return { action: thinkAction(this.#lines(2)), result: thinkObservation('Your thought has been logged.') };
  }

  #plan(): Deed {
    const statuses = ['done', 'in_progress', 'todo'] as const;
    const task_list = statuses.map((status, index) => ({
      id: `${index}`,
      title: this.#sentence(),
      status,
      notes: '',
    }));
    const body = { command: 'plan', task_list };
    return { action: taskTrackingAction(body), result: taskTrackingObservation('', body) };
  }

  #cell(): Deed {
    const code = `measure(${this.#chance.below(100)})`;
    const heights = Array.from({ length: 6 }, () => this.#chance.below(100));
    const result = ipythonObservation(this.#lines(2), { code, image_urls: [chartPicture(heights)] });
    return { action: ipythonAction({ code, security_risk: 0 }), result };
  }

  #page(): Deed {
    const url = `https://example.com/${this.#chance.below(100)}`;
    const screenshot = pagePicture('Documentation');
    const result = browserObservation(this.#lines(10), { url, trigger_by_action: 'browse', screenshot });
    return { action: browseAction({ url, security_risk: 0 }), result };
  }

  #tool(): Deed {
    const name = 'tracker_search';
    const input = { query: this.#sentence() };
    const content = JSON.stringify({ content: [{ type: 'text', text: this.#lines(4) }] });
    const action = mcpAction({ name, arguments: input, security_risk: 0 });
    return { action, result: mcpObservation(content, { name, arguments: input }) };
  }

  #talk(): void {
    this.#log.reply(`${this.#sentence()} Shall I go on?`);
    this.#log.state('awaiting_user_input');
    this.#log.pass(30 + this.#chance.below(600)).say(`Yes. ${this.#sentence()}`);
    this.#log.state('running');
  }

  #approve(): void {
    const log = this.#log;
    const command = `rm -r build/${this.#chance.below(100)}`;
    log.state('awaiting_user_confirmation');
    const asked = runAction({ command, security_risk: 2, confirmation_state: 'awaiting_confirmation' });
    log.step({ words: this.#sentence() }, [{ action: asked }]);
    log.pass(this.#chance.below(120));
    const metadata = log.events.at(-1)?.opaque === undefined ? lastCall(log.events) : {};
    const id = log.add({ ...runAction({ command, security_risk: 2 }), ...metadata }, 'agent');
    log.state('user_confirmed');
    const done = { exit_code: 0, pid: -1, working_dir: '/workspace' };
    log.add({ ...commandObservation('', { command, metadata: done }), cause: id }, 'agent');
    log.state('running');
  }

  #delegate(): void {
    const task = this.#sentence();
    const [id] = this.#log.step({}, [{ action: delegateAction({ agent: 'ReaderAgent', inputs: { task } }) }]);
    for (let count = 2 + this.#chance.below(4); count > 0; count -= 1) this.#step();
    const outputs = { content: this.#sentence() };
    this.#log.add({ ...delegateObservation('', { outputs }), cause: id ?? -1 }, 'agent');
  }

  #condense(): void {
    const end = this.#log.events.length - 20;
    if (end < 20) return;
    const range = { forgotten_events_start_id: 3, forgotten_events_end_id: end };
    this.#log.add(condensationAction({ ...range, summary: this.#lines(4), summary_offset: 2 }), 'agent');
  }

  #wait(): void {
    this.#log.state('rate_limited', 'model_rate_limited: too many requests');
    this.#log.pass(20).state('running');
  }

  #sentence(): string {
    const words = Array.from(
      { length: 4 + this.#chance.below(9) },
      () => WORDS[this.#chance.below(WORDS.length)],
    );
    const [first = 'The', ...rest] = words;
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}.`;
  }

  #lines(count: number): string {
    return Array.from({ length: count }, () => `${this.#sentence()}\n`).join('');
  }
}

/** By which the answer of the person belongs to what was asked. */
function lastCall(events: readonly Event[]) {
  const last = events.at(-1);
  const metadata = last?.action === 'run' ? last.tool_call_metadata : undefined;
  if (metadata === undefined) return {};
  const { id } = metadata.model_response;
  return { tool_call_metadata: { ...metadata, model_response: { id: id ?? null } } };
}
