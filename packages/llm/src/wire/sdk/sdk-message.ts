import type {
  AssistantMessage,
  AssistantPart,
  ImagePart,
  JsonObject,
  ModelMessage,
  TextPart,
  ToolMessage,
} from '@capstan/protocol';
import type {
  LanguageModelV4FilePart,
  LanguageModelV4Message,
  LanguageModelV4TextPart,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import { IMAGE_OMITTED, linkedMediaType, readImage } from '../image.ts';
import { fields } from '../read-json.ts';
import { replayedArguments } from '../tool-arguments.ts';
import { portableToolCallId } from '../tool-call-id.ts';
import type { SdkDialect } from './sdk-dialect.ts';

export interface SdkMessageOptions {
  dialect: SdkDialect;
  vision: boolean;
}

type VisiblePart = LanguageModelV4TextPart | LanguageModelV4FilePart;
type Marked = { providerOptions?: SharedV4ProviderOptions };
type AssistantContent = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'];

/** One message in the form of the SDK. A tool result is a message of its own until `sdkPrompt` groups them. */
export function sdkMessage(
  message: ModelMessage,
  marked: boolean,
  options: SdkMessageOptions,
): LanguageModelV4Message {
  const mark: Marked =
    marked && options.dialect.cacheMark !== undefined ? { providerOptions: options.dialect.cacheMark } : {};
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content, ...mark };
    case 'user': {
      const parts = message.content.map((part) => visiblePart(part, options));
      return {
        role: 'user',
        content: parts.map((part, index) => (index === parts.length - 1 ? { ...part, ...mark } : part)),
      };
    }
    case 'assistant':
      return { role: 'assistant', content: assistantContent(message, options.dialect) };
    case 'tool':
      return { role: 'tool', content: [{ ...toolResult(message, options), ...mark }] };
  }
}

function visiblePart(part: TextPart | ImagePart, { dialect, vision }: SdkMessageOptions): VisiblePart {
  if (part.type === 'text') return { type: 'text', text: part.text };
  const image = vision ? readImage(part) : undefined;
  if (image === undefined || (image.type === 'url' && !dialect.linkedImages))
    return { type: 'text', text: IMAGE_OMITTED };
  if (image.type === 'url') return { type: 'file', mediaType: linkedMediaType(image.url), data: image };
  return { type: 'file', mediaType: image.mediaType, data: { type: 'data', data: image.base64 } };
}

function assistantContent(message: AssistantMessage, dialect: SdkDialect): AssistantContent {
  const content: AssistantContent = [];
  for (const part of message.content) {
    const metadata = providerOptionsOf(part, dialect);
    if (part.type === 'text') {
      if (part.text !== '') content.push({ type: 'text', text: part.text });
    } else if (part.type === 'reasoning') {
      if (metadata.providerOptions !== undefined)
        content.push({ type: 'reasoning', text: part.text, ...metadata });
    } else {
      content.push({
        type: 'tool-call',
        toolCallId: portableToolCallId(part.toolCallId),
        toolName: part.toolName,
        input: replayedArguments(part.arguments),
        ...metadata,
      });
    }
  }
  return content;
}

/** What this provider itself said about the part earlier; another provider's words mean nothing to it. */
function providerOptionsOf(part: AssistantPart, dialect: SdkDialect): Marked {
  if (part.type === 'text' || part.providerMetadata === undefined) return {};
  const own: SharedV4ProviderOptions = {};
  for (const key of dialect.metadataKeys) {
    const value = fields(part.providerMetadata[key]);
    // Came from this provider as JSON, and is kept as JSON.
    if (value !== undefined) own[key] = value as JsonObject;
  }
  return Object.keys(own).length === 0 ? {} : { providerOptions: own };
}

function toolResult(message: ToolMessage, options: SdkMessageOptions): LanguageModelV4ToolResultPart {
  return {
    type: 'tool-result',
    toolCallId: portableToolCallId(message.toolCallId),
    toolName: message.toolName,
    output: toolOutput(message, options),
  };
}

function toolOutput(
  message: ToolMessage,
  options: SdkMessageOptions,
): LanguageModelV4ToolResultPart['output'] {
  const parts = message.content.map((part) => visiblePart(part, options));
  if (parts.every((part) => part.type === 'text')) {
    const value = parts.map((part) => part.text).join('\n');
    return { type: message.isError === true && options.dialect.toolErrors ? 'error-text' : 'text', value };
  }
  return { type: 'content', value: parts };
}
