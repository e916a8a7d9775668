import { X509Certificate, createPrivateKey } from 'node:crypto';
import { z } from 'zod';

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
/** Visible characters, spaces and tabs: what the value of a header may hold. */
const VALUE = /^[\t\x20-\x7e]*$/;
/** What each request says itself, and what would change where it ends. */
const OURS =
  /^(connection|content-.*|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;
const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** An address of a server, in which user and password may stand, percent-encoded where they hold `@`, `:`, `/` or `%`. */
export const serverUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL that starts with http:// or https://' })
  .refine(
    (text) => {
      if (!URL.canParse(text)) return true; // that is said already
      const { username, password } = new URL(text);
      return decoded(username) !== null && decoded(password) !== null;
    },
    { error: 'holds a user or password that is not percent-encoded: % is %25 there' },
  )
  .refine((text) => !/[?#]/.test(text), { error: 'must have no ? and no #' });

/** One line without spaces, as RFC 6750 has it. */
export const bearerToken = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^[\x21-\x7e]+$/, 'must be one line without spaces'));

/** `name=value,name=value` with percent-encoded values, as OpenTelemetry's exporters take them. */
export const headers = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== ''),
  )
  .pipe(
    z.array(
      z.string().refine(
        (pair) => {
          const [name, value] = halves(pair);
          return NAME.test(name) && !OURS.test(name) && VALUE.test(decoded(value ?? '%') ?? '\n');
        },
        {
          error:
            'must be headers like X-Scope-OrgID=team-a, more with commas between, values percent-encoded; none that HTTP itself sets',
        },
      ),
    ),
  )
  .transform((pairs): Readonly<Record<string, string>> =>
    Object.fromEntries(
      pairs.map((pair) => {
        const [name, value = ''] = halves(pair);
        return [name.toLowerCase(), decodeURIComponent(value)];
      }),
    ),
  );

function halves(pair: string): [name: string, value?: string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}

/** One certificate or several, in PEM form. */
export const certificates = z.string().refine(
  (text) => {
    const found = text.match(PEM_CERTIFICATE) ?? [];
    return found.length > 0 && found.every(isCertificate);
  },
  { error: 'must be certificates in PEM form (-----BEGIN CERTIFICATE-----)' },
);

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** A private key without a passphrase, in PEM form. */
export const privateKey = z.string().refine(
  (text) => {
    try {
      return createPrivateKey(text).type === 'private';
    } catch {
      return false;
    }
  },
  { error: 'must be a private key in PEM form, without a passphrase' },
);

/** Whether the key is that of the (first) certificate. */
export function belongTogether(certificate: string, key: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
}
