import {
  CapstanError,
  systemAction,
  type ActionDraft,
  type Model,
  type ModelMessage,
  type ToolCallPart,
} from '@capstan/protocol';
import type { Agent, StepContext, StepResult } from '../agent/agent.ts';
import type { View } from '../memory/view.ts';
import { windowCondensation } from '../memory/window-condensation.ts';
import { executeBash } from '../tools/execute-bash.ts';
import { finish } from '../tools/finish.ts';
import { strReplaceEditor } from '../tools/str-replace-editor.ts';
import { taskTracker } from '../tools/task-tracker.ts';
import { think } from '../tools/think.ts';
import { parseArguments } from '../tools/tool-arguments.ts';
import type { Tool } from '../tools/tool.ts';
import { SYSTEM_PROMPT_VERSION, systemPrompt, type SystemPromptContext } from './system-prompt.ts';

const TOOLS: readonly Tool[] = [executeBash, think, finish, taskTracker, strReplaceEditor];
/** One list for all conversations: what is made of it is kept with it. */
const DEFINITIONS = TOOLS.map((tool) => tool.definition);

/** Characters per token, low enough that the estimate is rarely under the truth. */
const CHARS_PER_TOKEN = 3;
/** Part of the window that the prompt may fill; the rest is for the answer and for estimates that are off. */
const FILL = 0.85;

/** The general engineer: shell, editor, task list. */
export function createCodeActAgent(options: { model: Model; surroundings: SystemPromptContext }): Agent {
  return new CodeActAgent(options.model, options.surroundings);
}

class CodeActAgent implements Agent {
  readonly name = 'CodeActAgent';
  readonly version = `2.2+${SYSTEM_PROMPT_VERSION}`;
  readonly #model: Model;
  readonly #surroundings: SystemPromptContext;
  readonly #tools = new Map(TOOLS.map((tool) => [tool.definition.name, tool]));

  constructor(model: Model, surroundings: SystemPromptContext) {
    this.#model = model;
    this.#surroundings = surroundings;
  }

  get contextTokens(): number | null {
    return this.#model.capabilities.contextTokens;
  }

  introduce(): ActionDraft {
    return systemAction({
      content: systemPrompt(this.#surroundings),
      tools: DEFINITIONS.map(({ name, description, inputSchema }) => ({
        type: 'function',
        function: { name, description, parameters: inputSchema },
      })),
      agent_class: this.name,
    });
  }

  async step(view: View, context: StepContext): Promise<StepResult> {
    const { contextTokens } = this.#model.capabilities;
    if (contextTokens !== null && view.chars / CHARS_PER_TOKEN > contextTokens * FILL && canShorten(view)) {
      return { kind: 'condense' };
    }
    const response = await this.#model.complete(
      { messages: promptOf(view.messages()), tools: DEFINITIONS },
      context,
    );
    return { kind: 'response', response };
  }

  condense(view: View): ActionDraft {
    return windowCondensation(view);
  }

  toAction(call: ToolCallPart): ActionDraft {
    const tool = this.#tools.get(call.toolName);
    if (tool === undefined) {
      const known = [...this.#tools.keys()].join(', ');
      throw new CapstanError(
        'tool_unknown',
        `There is no tool named ${call.toolName}. The tools are: ${known}`,
      );
    }
    return tool.toAction(parseArguments(call.toolName, call.arguments));
  }
}

function canShorten(view: View): boolean {
  return view.entries.some((entry) => entry.kind === 'turn' || !entry.essential);
}

/** Marked copies by their message: the same object each time, so that its text on the wire is made once. */
const markedCopies = new WeakMap<ModelMessage, ModelMessage>();

/** Told to an agent that is sent on after its own words: some models would only continue these. */
const GO_ON: ModelMessage = { role: 'user', content: [{ type: 'text', text: 'Go on.' }] };

/** With marks on the first and the newest message, so that the provider caches all before the next step. */
function promptOf(messages: readonly ModelMessage[]): ModelMessage[] {
  const list = [...messages];
  if (list.at(-1)?.role === 'assistant') list.push(GO_ON);
  for (const index of [0, list.length - 1]) {
    const message = list[index];
    if (message !== undefined && message.role !== 'assistant') list[index] = marked(message);
  }
  return list;
}

function marked(message: Exclude<ModelMessage, { role: 'assistant' }>): ModelMessage {
  const known = markedCopies.get(message);
  if (known !== undefined) return known;
  const copy = { ...message, cache: true };
  markedCopies.set(message, copy);
  return copy;
}
