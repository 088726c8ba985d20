/** github.com and its enterprise cloud have the API on a host of its own, GitHub Enterprise Server below a path. */
export function apiAddress(web: string): string {
  const { hostname } = new URL(web);
  if (hostname === 'github.com' || hostname.endsWith('.ghe.com')) return `https://api.${hostname}`;
  return `${web}/api/v3`;
}

/** Where the client sends queries, given the address of the API. */
export function graphqlAddress(api: string): string {
  return api.endsWith('/api/v3') ? api.replace(/v3$/, 'graphql') : `${api}/graphql`;
}
