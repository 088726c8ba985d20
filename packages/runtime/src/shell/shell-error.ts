/** Why a shell cannot be used at all; everything that happens to a command is a result instead. */
export type ShellErrorReason = 'start-failed' | 'closed' | 'bad-environment';

export class ShellError extends Error {
  override readonly name = 'ShellError';
  readonly reason: ShellErrorReason;

  constructor(reason: ShellErrorReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
