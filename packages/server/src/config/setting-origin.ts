/** Where the value of a setting comes from. */
export type SettingOrigin =
  | { source: 'default' }
  /** `place` is the path with the line. */
  | { source: 'file'; place: string }
  | { source: 'environment'; variables: readonly string[] }
  | { source: 'flag'; flag: string };

export function originText(origin: SettingOrigin): string {
  switch (origin.source) {
    case 'default':
      return 'default';
    case 'file':
      return origin.place;
    case 'environment':
      return origin.variables.map((variable) => `$${variable}`).join(', ');
    case 'flag':
      return origin.flag;
  }
}
