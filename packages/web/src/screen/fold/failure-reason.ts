import { ERRORS, type ErrorCode } from '@capstan/protocol';

export interface FailureReason {
  /** Of the error table; empty where the reason names none. */
  code: ErrorCode | '';
  text: string;
  remedy: string;
}

const isCode = (name: string): name is ErrorCode => Object.hasOwn(ERRORS, name);
const CODES = Object.keys(ERRORS).filter(isCode);

/** Reads why an agent is in `error`: `code: text`, or, in logs of other systems, a runtime status or plain words. */
export function failureReason(reason: string): FailureReason {
  const [, name = '', text = ''] = /^([a-z_]+): (.*)$/s.exec(reason) ?? [];
  if (isCode(name)) return { code: name, text, remedy: ERRORS[name].remedy };
  // `STATUS$ERROR` is the status of most codes and so stands for none of them.
  const code = CODES.find((one) => ERRORS[one].status === reason && reason !== 'STATUS$ERROR');
  if (code !== undefined) return { code, text: reason, remedy: ERRORS[code].remedy };
  return { code: '', text: reason === '' ? 'The agent ended with an error.' : reason, remedy: '' };
}
