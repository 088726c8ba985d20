import { CapstanError, type JsonObject, type JsonValue } from '@capstan/protocol';

/** Reads the raw argument text of a call. An empty text stands for no arguments, as some models send it. */
export function parseArguments(toolName: string, raw: string): JsonObject {
  if (raw.trim() === '') return {};
  let value: JsonValue;
  try {
    value = JSON.parse(raw);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new CapstanError(
      'tool_arguments_invalid',
      `Failed to parse tool call arguments of ${toolName}: ${detail}`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CapstanError(
      'tool_arguments_invalid',
      `Failed to parse tool call arguments of ${toolName}: expected a JSON object, got ${describe(value)}`,
    );
  }
  return value;
}

/** Typed access to the arguments of one call, with errors that the model can act on. */
export class ToolArguments {
  readonly #tool: string;
  readonly #args: JsonObject;

  constructor(tool: string, args: JsonObject, allowed: readonly string[]) {
    this.#tool = tool;
    this.#args = args;
    const unexpected = Object.keys(args).find((name) => !allowed.includes(name));
    if (unexpected !== undefined) {
      throw this.#invalid(
        `Unexpected argument "${unexpected}" in tool call ${tool}. Allowed: ${allowed.join(', ')}`,
      );
    }
  }

  /** A required text; empty is a value. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === null) throw this.#invalid(`Missing required argument "${name}" in tool call ${this.#tool}`);
    return value;
  }

  optionalText(name: string): string | null {
    const value = this.#args[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    throw this.#wrong(name, 'a string', value);
  }

  choice<const T extends string>(name: string, choices: readonly T[]): T {
    const value = this.text(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw this.#wrong(name, `one of ${choices.join(', ')}`, value);
    return found;
  }

  /** A number, also when the model wrote it as text. */
  optionalNumber(name: string): number | null {
    const value = this.#args[name];
    if (value === undefined || value === null) return null;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
    throw this.#wrong(name, 'a number', value);
  }

  optionalInteger(name: string): number | null {
    const number = this.optionalNumber(name);
    if (number !== null && !Number.isInteger(number)) throw this.#wrong(name, 'an integer', number);
    return number;
  }

  /** A boolean, also when the model wrote it as the text `true` or `false`. */
  flag(name: string): boolean {
    const value = this.#args[name];
    if (value === undefined || value === null) return false;
    if (typeof value === 'boolean') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    throw this.#wrong(name, 'true or false', value);
  }

  optionalIntegers(name: string): number[] | null {
    const value = this.#args[name];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list of integers', value);
    return value.map((item) => {
      if (typeof item === 'number' && Number.isInteger(item)) return item;
      throw this.#wrong(name, 'a list of integers', value);
    });
  }

  optionalObjects(name: string): JsonObject[] | null {
    const value = this.#args[name];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list of objects', value);
    return value.map((item) => {
      if (typeof item === 'object' && item !== null && !Array.isArray(item)) return item;
      throw this.#wrong(name, 'a list of objects', value);
    });
  }

  #wrong(name: string, expected: string, value: JsonValue): CapstanError {
    return this.#invalid(
      `Argument "${name}" in tool call ${this.#tool} must be ${expected}, got ${describe(value)}`,
    );
  }

  #invalid(text: string): CapstanError {
    return new CapstanError('tool_arguments_invalid', text);
  }
}

function describe(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
