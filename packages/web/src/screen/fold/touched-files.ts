import type { EditEntry } from '../entry.ts';
import type { TouchedFile } from '../screen-state.ts';

/** The files that were edited, in the order in which they were first. */
export class TouchedFiles {
  readonly #files: Map<string, TouchedFile>;
  #shown: readonly TouchedFile[] | undefined;

  constructor(files: Iterable<[string, TouchedFile]> = []) {
    this.#files = new Map(files);
  }

  /** `created`: there was no such file before. */
  apply({ path, added, removed, id }: EditEntry, created: boolean): void {
    const known = this.#files.get(path);
    this.#files.set(path, {
      path,
      created: known?.created ?? created,
      added: (known?.added ?? 0) + added,
      removed: (known?.removed ?? 0) + removed,
      lastEdit: id,
    });
    this.#shown = undefined;
  }

  shown(): readonly TouchedFile[] {
    this.#shown ??= [...this.#files.values()];
    return this.#shown;
  }

  copy(): TouchedFiles {
    return new TouchedFiles(this.#files);
  }
}
