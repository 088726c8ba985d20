/**
 * What the sandbox may reach.
 * - `on`: the network of this machine, its loopback services and abstract sockets included;
 * - `off`: a loopback of its own and nothing else;
 * - a list: HTTP and HTTPS to the named hosts, through a proxy that resolves names itself. What an entry
 *   may look like is described at `parseHostRule`.
 */
export type NetworkPolicy = 'on' | 'off' | readonly string[];
