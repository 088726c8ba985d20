/** Joins the classes that apply; what is false or empty is left out. */
export function classNames(...classes: readonly (string | false | null | undefined)[]): string {
  return classes.filter((name) => typeof name === 'string' && name !== '').join(' ');
}
