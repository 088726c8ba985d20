import { isUtf8 } from 'node:buffer';
import { looksBinary } from './binary-detection.ts';

/**
 * Every encoding here is a bijection on what `decodeText` accepts: decoding and encoding again gives the
 * same bytes. Text that is not UTF-8 and has no byte order mark is taken as windows-1252, which has a
 * character for each of the 256 bytes, so bytes of any other 8-bit encoding survive an edit elsewhere.
 */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without the byte order mark. */
  text: string;
  encoding: TextEncoding;
}

export type EncodeResult = { ok: true; bytes: Buffer } | { ok: false; character: string };

const BOM = {
  'utf-8': Buffer.alloc(0),
  'utf-8-bom': Buffer.from([0xef, 0xbb, 0xbf]),
  'utf-16le': Buffer.from([0xff, 0xfe]),
  'utf-16be': Buffer.from([0xfe, 0xff]),
  'windows-1252': Buffer.alloc(0),
} as const satisfies Record<TextEncoding, Buffer>;

/** Undefined when the bytes are not text. */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return undefined;
  return { encoding, text: decodeBody(bytes.subarray(BOM[encoding].length), encoding) };
}

function decodeBody(body: Buffer, encoding: TextEncoding): string {
  if (encoding === 'utf-16le') return body.toString('utf16le');
  if (encoding === 'utf-16be') return Buffer.from(body).swap16().toString('utf16le');
  return encoding === 'windows-1252' ? decodeWindows1252(body) : body.toString('utf8');
}

/** The bytes of `text` with the encoding's byte order mark, or the first character it has no bytes for. */
export function encodeText(text: string, encoding: TextEncoding): EncodeResult {
  if (encoding === 'windows-1252') return encodeWindows1252(text);
  if (encoding === 'utf-16le') return withMark(encoding, Buffer.from(text, 'utf16le'));
  if (encoding === 'utf-16be') return withMark(encoding, Buffer.from(text, 'utf16le').swap16());
  if (!text.isWellFormed()) return { ok: false, character: loneSurrogate(text) };
  return withMark(encoding, Buffer.from(text, 'utf8'));
}

function encodingOf(bytes: Buffer): TextEncoding | undefined {
  if (startsWith(bytes, BOM['utf-8-bom']) && isUtf8(bytes)) return 'utf-8-bom';
  const little = startsWith(bytes, BOM['utf-16le']);
  if (little || startsWith(bytes, BOM['utf-16be'])) {
    // FF FE 00 00 is the mark of UTF-32, and half a code unit is no text.
    const firstUnit = bytes.length >= 4 ? bytes.readUInt16LE(2) : 1;
    if (bytes.length % 2 === 0 && firstUnit !== 0) return little ? 'utf-16le' : 'utf-16be';
    return undefined;
  }
  const utf8 = isUtf8(bytes);
  if (looksBinary(bytes, utf8)) return undefined;
  return utf8 ? 'utf-8' : 'windows-1252';
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}

function withMark(encoding: TextEncoding, body: Buffer): EncodeResult {
  const mark = BOM[encoding];
  return { ok: true, bytes: mark.length === 0 ? body : Buffer.concat([mark, body]) };
}

function loneSurrogate(text: string): string {
  for (const character of text) if (!character.isWellFormed()) return character;
  return '';
}

// Bytes 0x80 to 0x9f; the five that windows-1252 leaves open stand for the control of the same number.
const HIGH =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (c) => HIGH.charAt(c.charCodeAt(0) - 0x80));
}

function encodeWindows1252(text: string): EncodeResult {
  const bytes = Buffer.allocUnsafe(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80 || (unit >= 0xa0 && unit <= 0xff)) {
      bytes[at] = unit;
      continue;
    }
    const high = HIGH.indexOf(text.charAt(at));
    if (high < 0) return { ok: false, character: String.fromCodePoint(text.codePointAt(at) ?? unit) };
    bytes[at] = 0x80 + high;
  }
  return { ok: true, bytes };
}
