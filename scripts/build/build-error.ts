/** A build that cannot be made, in one line for the person who asked for it. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
