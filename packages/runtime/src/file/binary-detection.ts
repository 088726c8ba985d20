const HEAD_BYTES = 8000;

// Formats that can begin with bytes that pass for text.
const SIGNATURES = [
  '%PDF-',
  'PK\u0003\u0004',
  'ID3',
  'fLaC',
  'OggS',
  'GIF8',
  '\u001f\u008b',
  '\u00ff\u00d8\u00ff',
].map((signature) => Buffer.from(signature, 'latin1'));

/**
 * Whether bytes without a byte order mark are something else than text: a known signature, a NUL in the
 * first 8,000 bytes (as git judges), or, when they are not UTF-8 either, a NUL anywhere or many controls.
 */
export function looksBinary(bytes: Buffer, utf8: boolean): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  if (head.includes(0)) return true;
  // `ID3` alone could begin a sentence: the version byte after it is below 0x20 in the real thing.
  const signed = SIGNATURES.find((signature) => head.subarray(0, signature.length).equals(signature));
  if (signed !== undefined && (signed.length !== 3 || !utf8 || (head[3] ?? 0x20) < 0x20)) return true;
  if (utf8) return false;
  if (bytes.includes(0)) return true;
  let controls = 0;
  for (const byte of head) if (byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b) controls += 1;
  return controls * 20 > head.length;
}
