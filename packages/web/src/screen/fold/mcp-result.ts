import type { JsonObject, JsonValue } from '@capstan/protocol';

export interface McpResult {
  text: string;
  imageUrls: string[];
  isError: boolean;
}

/** Reads the result of an MCP tool, `{content, isError}`. What is no such result is the text as it stands. */
export function mcpResult(content: string): McpResult {
  const result = parsed(content);
  if (!isObject(result) || !Array.isArray(result['content'])) {
    return { text: content, imageUrls: [], isError: isObject(result) && result['isError'] === true };
  }
  const parts = result['content'].filter(isObject);
  const texts = parts.flatMap((part) => (typeof part['text'] === 'string' ? [part['text']] : []));
  const imageUrls = parts.flatMap(imageUrl);
  // A result without a word or a picture, such as a resource, is still shown.
  const text = texts.length > 0 || imageUrls.length > 0 ? texts.join('\n') : content;
  return { text, imageUrls, isError: result['isError'] === true };
}

function imageUrl({ type, mimeType, data }: JsonObject): string[] {
  if (type !== 'image' || typeof mimeType !== 'string' || typeof data !== 'string') return [];
  return /^image\/[a-z0-9.+-]+$/.test(mimeType) ? [`data:${mimeType};base64,${data}`] : [];
}

function parsed(content: string): JsonValue {
  try {
    return JSON.parse(content) as JsonValue;
  } catch {
    return null;
  }
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
