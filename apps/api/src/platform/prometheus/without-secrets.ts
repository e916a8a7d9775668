/** What is shorter stands in too many words by chance. */
const SHORTEST = 4;

/**
 * A text in which none of some secrets stands: neither as it is, nor in base64, nor percent-encoded. Of `Bearer abc`, `abc` is one, too.
 * @param secrets empty and very short ones are passed over
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const forms = secrets
    .flatMap((secret) => [secret, secret.replace(/^(?:Basic|Bearer) +/i, '')])
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap(formsOf);
  return [...new Set(forms)]
    .sort((a, b) => b.length - a.length) // what is within another would leave the rest of it
    .reduce((left, form) => left.replaceAll(form, '***'), text);
}

function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const encoded = encodeURIComponent(secret);
  return [
    secret,
    encoded,
    encoded.replaceAll('%20', '+'),
    encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    bytes.toString('base64').replace(/=+$/, ''), // also where it is padded
    bytes.toString('base64url'),
  ];
}
