import { errors, jwtVerify } from 'jose';
import type { OidcConfig } from '../../config/server-config.ts';
import { claimedUser, type ClaimedUser } from './claimed-user.ts';
import { type KnownProvider, providerUnavailable } from './identity-provider.ts';

/** Signatures by a private key only: with a shared secret, everybody who can check a token could make one. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_TOLERANCE_SECONDS = 30;

/** What says something about the token, not about the provider. */
const REFUSALS = [
  errors.JWSInvalid,
  errors.JWTInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/**
 * Who a token speaks of; undefined if it is not from the provider, not for us, or over. Rejects with
 * `identity_provider_unavailable` when that cannot be found out.
 */
export async function verifyBearer(
  token: string,
  provider: KnownProvider,
  config: OidcConfig,
): Promise<ClaimedUser | undefined> {
  try {
    const { payload } = await jwtVerify(token, provider.keys, {
      issuer: provider.configuration.serverMetadata().issuer,
      audience: config.audience ?? config.clientId,
      algorithms: ALGORITHMS,
      requiredClaims: ['exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return claimedUser(payload, config.userClaim);
  } catch (error) {
    if (REFUSALS.some((refusal) => error instanceof refusal)) return undefined;
    throw providerUnavailable(config.issuer, error);
  }
}
