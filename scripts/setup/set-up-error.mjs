/** Something that stops the set-up: what happened in one sentence, and what to do about it in another. */
export class SetUpError extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}
