/** Structured log of the server; fields are masked before they are written. */
export interface ServerLog {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  /** `fields.error` is written with its stack. */
  error(fields: object, message: string): void;
}
