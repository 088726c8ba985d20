/** A JSON string, or one of the numbers that Python writes and JSON does not have. */
const STRING_OR_NOT_A_NUMBER = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/gs;

export interface ParsedText {
  value: unknown;
  /** The text, or where it was not JSON, one that is. */
  text: string;
}

/** Parses what Python's `json` wrote: `NaN` and infinities become null. Throws a `SyntaxError` for anything else. */
export function parsePythonJson(text: string): ParsedText {
  try {
    return { value: JSON.parse(text), text };
  } catch (error) {
    const repaired = text.replace(STRING_OR_NOT_A_NUMBER, (match) =>
      match.startsWith('"') ? match : 'null',
    );
    if (repaired === text) throw error;
    return { value: JSON.parse(repaired), text: repaired };
  }
}
