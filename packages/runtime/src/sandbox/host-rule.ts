/** One line of an allow-list, see `parseHostRule`. */
export interface HostRule {
  /** Lower case, without brackets, without the leading `*.`. */
  host: string;
  wildcard: boolean;
  /** `null`: any port. */
  ports: readonly number[] | null;
}

/** Whether a rule covers a normalised host and a port. */
export function ruleCovers(rule: HostRule, host: string, port: number): boolean {
  if (rule.ports !== null && !rule.ports.includes(port)) return false;
  return rule.wildcard ? host.endsWith(`.${rule.host}`) : host === rule.host;
}

/** Host names are compared in lower case, without brackets and without the root's dot. */
export function normaliseHost(host: string): string {
  return host
    .toLowerCase()
    .replaceAll(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
