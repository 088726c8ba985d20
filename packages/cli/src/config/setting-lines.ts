import { originText, type ResolvedSetting } from '@capstan/server/config';

/** Longer values do not push the origins of all others to the right. */
const WIDEST_VALUE = 40;

/** A line for each setting: name, value, and where that comes from. */
export function settingLines(settings: readonly ResolvedSetting[]): string[] {
  const rows = settings.map(({ name, value, origin }) => ({
    name,
    value: valueText(value),
    origin: originText(origin),
  }));
  const names = Math.max(...rows.map(({ name }) => name.length));
  const values = Math.min(WIDEST_VALUE, Math.max(...rows.map(({ value }) => value.length)));
  return rows.map(({ name, value, origin }) => `${name.padEnd(names)}  ${value.padEnd(values)}  ${origin}`);
}

function valueText(value: unknown): string {
  if (value === null) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? '(empty)' : value.map(valueText).join(', ');
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  const entries = Object.entries(value).map(([name, inner]) => `${name}=${valueText(inner)}`);
  return entries.length === 0 ? '(empty)' : entries.join(', ');
}
