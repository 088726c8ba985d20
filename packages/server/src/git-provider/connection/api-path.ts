import { CapstanError } from '@capstan/protocol';

type Part = string | number | readonly string[];

/**
 * Path of an API with its variable parts encoded; a list becomes one step per entry. Refuses what would lead to another
 * path than the one that is written here: empty steps, `.` and `..`. Throws `request_invalid`.
 */
export function apiPath(fixed: TemplateStringsArray, ...parts: Part[]): string {
  return fixed.reduce((path, text, index) => `${path}${encoded(parts[index - 1] ?? '')}${text}`);
}

function encoded(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return step(part);
  return part.map(step).join('/');
}

function step(text: string): string {
  return encodeURIComponent(checkedStep(text));
}

function checkedStep(text: string): string {
  const leads = text !== '' && text !== '.' && text !== '..';
  if (leads && text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text)) return text;
  throw new CapstanError('request_invalid', 'This is not the name of a repository, a branch or a file.');
}

/** Steps of a path inside a repository. Throws `request_invalid` for one that leaves it. */
export function pathSteps(path: string): string[] {
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(checkedStep);
}

/** Parts of a repository's name, exactly so many. Throws `request_invalid`. */
export function nameParts(fullName: string, count: number): string[] {
  const parts = fullName.split('/');
  if (parts.length === count) return parts.map(checkedStep);
  throw new CapstanError('request_invalid', `The name of a repository has ${count} parts here, such as a/b.`);
}
