/** What the tests use of it; it comes without types. */
declare module 'yauzl' {
  export interface Entry {
    fileNameRaw: Buffer;
    externalFileAttributes: number;
  }

  export interface ZipFile {
    eachEntry(): AsyncIterable<Entry>;
    openReadStreamPromise(entry: Entry): Promise<NodeJS.ReadableStream>;
  }

  export function fromBufferPromise(
    buffer: Buffer,
    options: { lazyEntries: true; decodeStrings: false },
  ): Promise<ZipFile>;
}
