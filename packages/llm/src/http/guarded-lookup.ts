import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { HttpFailure, shownUrl } from './http-failure.ts';

type Allows = (address: string) => boolean;

/** Options of a request that connects to allowed addresses alone. Throws `HttpFailure` for a URL that names another one. */
export function guardedLookup(url: URL, allows: Allows): { lookup: LookupFunction } {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // Nothing is looked up for an address.
  if (isIP(host) !== 0 && !allows(host)) throw refusal(url);
  return {
    lookup: (hostname, options, answer) => {
      lookup(hostname, { ...options, all: true }, (error, found) => {
        if (error !== null) return answer(error, []);
        const [first, ...others] = found.filter(({ address }) => allows(address));
        if (first === undefined) return answer(refusal(url), []);
        return options.all === true
          ? answer(null, [first, ...others] satisfies LookupAddress[])
          : answer(null, first.address, first.family);
      });
    },
  };
}

function refusal(url: URL): HttpFailure {
  const shown = shownUrl(url);
  return new HttpFailure('unreachable', shown, `${shown} is at an address that is not allowed`);
}
