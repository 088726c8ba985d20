/** A time of day on this machine's clock: `14:03`, with seconds where that is asked for. `at`: Unix milliseconds or ISO 8601. */
export function clockText(at: number | string, { seconds = false }: { seconds?: boolean } = {}): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  const parts = [time.getHours(), time.getMinutes(), ...(seconds ? [time.getSeconds()] : [])];
  return parts.map((part) => `${part}`.padStart(2, '0')).join(':');
}
