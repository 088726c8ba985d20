/** How long a connection may take, and by which way it goes out. */
export interface HttpSettings {
  /** Until the connection stands, TLS included. Default 20. */
  connectTimeoutSeconds?: number;
  /** Without a single byte in either direction. Default 600: a model may think that long in silence. */
  idleTimeoutSeconds?: number;
  /** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` (also in lower case) are taken from here. */
  env?: Readonly<Record<string, string | undefined>>;
  /**
   * Refuses addresses at the moment of the connection, so that no name can mean another one by then. Not together with a
   * proxy, whose own address would be asked about.
   */
  allowsAddress?: (address: string) => boolean;
}

export const HTTP_DEFAULTS = { connectTimeoutSeconds: 20, idleTimeoutSeconds: 600 } as const;
