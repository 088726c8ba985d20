const SECRET_NAME =
  /(API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|VAULT_(PREVIOUS_)?KEY|TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL)/i;
/** Shorter values are too likely to be ordinary words. */
const SHORTEST_SECRET = 8;

/** Variables that hold secrets by their name, and those that are named besides: never to be stored or shown. */
export function environmentSecrets(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[] = [],
): Record<string, string> {
  const secrets: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const named = SECRET_NAME.test(name) || names.includes(name);
    if (value !== undefined && value.length >= SHORTEST_SECRET && named) secrets[name] = value;
  }
  return secrets;
}
