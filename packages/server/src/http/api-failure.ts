import { CapstanError, type CapstanErrorOptions, type ErrorCode, type JsonObject } from '@capstan/protocol';

export interface ApiFailureOptions extends CapstanErrorOptions {
  /** Where clients expect another one than the table's. */
  status?: number;
  /** More fields of the body: what clients of OpenHands look for on this route, such as `msg_id`. */
  fields?: JsonObject;
}

/** An expected failure whose answer differs from what the error table says, in status or by more fields. */
export class ApiFailure extends CapstanError {
  readonly status: number;
  readonly fields: JsonObject;

  constructor(code: ErrorCode, message: string, options: ApiFailureOptions = {}) {
    super(code, message, options);
    this.status = options.status ?? this.entry.http;
    this.fields = options.fields ?? {};
  }
}
