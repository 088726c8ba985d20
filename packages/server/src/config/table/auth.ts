import { setting } from './setting.ts';
import * as kind from './value-kind.ts';

export const authSettings = {
  sessionApiKey: setting({
    name: 'auth.session_api_key',
    kind: kind.orNone(kind.token(16)),
    default: null,
    variables: ['SESSION_API_KEY'],
    secret: true,
    help: 'key that clients have to show; none: one is made and kept in the home folder',
  }),
  oidcIssuer: setting({
    name: 'auth.oidc_issuer',
    kind: kind.orNone(kind.url),
    default: null,
    help: 'OpenID Connect issuer of the users; none: one user',
  }),
  oidcClientId: setting({
    name: 'auth.oidc_client_id',
    kind: kind.orNone(kind.text()),
    default: null,
    help: 'client id of this server at the issuer',
  }),
  oidcClientSecret: setting({
    name: 'auth.oidc_client_secret',
    kind: kind.orNone(kind.text()),
    default: null,
    secret: true,
    help: 'client secret of this server at the issuer',
  }),
  oidcAudience: setting({
    name: 'auth.oidc_audience',
    kind: kind.orNone(kind.text()),
    default: null,
    help: 'audience of bearer tokens; none: the client id',
  }),
  oidcUserClaim: setting({
    name: 'auth.oidc_user_claim',
    kind: kind.text('the name of a claim'),
    default: 'sub',
    help: 'claim that names a user',
  }),
};
