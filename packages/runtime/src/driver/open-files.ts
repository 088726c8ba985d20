import { closeSync, openSync } from 'node:fs';

/** Descriptors that are closed together; they live only until a child process has inherited them. */
export class OpenFiles implements Disposable {
  readonly #descriptors: number[] = [];

  /** Opens a file readable for its owner only. */
  open(path: string, flags: string | number): number {
    const descriptor = openSync(path, flags, 0o600);
    this.#descriptors.push(descriptor);
    return descriptor;
  }

  [Symbol.dispose](): void {
    for (const descriptor of this.#descriptors.splice(0)) closeSync(descriptor);
  }
}
