import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a push service was asked to keep for a browser (RFC 8030). */
export interface Pushed {
  readonly ttl: string | undefined;
  readonly urgency: string | undefined;
  readonly topic: string | undefined;
  /** of the signed token (RFC 8292) */
  readonly claims: { readonly aud: string; readonly exp: number; readonly sub: string };
  readonly bytes: number;
  /** as the browser reads it */
  readonly text: string;
}

const SALT_BYTES = 16;
const TAG_BYTES = 16;
const MOST_BYTES = 4096;

/** A browser that subscribed: its keys are known to it alone. */
export class TestSubscription {
  private readonly curve = createECDH('prime256v1');
  private readonly auth = randomBytes(SALT_BYTES);
  readonly path = `/push/${randomBytes(8).toString('hex')}`;

  constructor(private readonly origin: string) {
    this.curve.generateKeys();
  }

  /** As `PushSubscription.toJSON()` has it. */
  get json() {
    return {
      endpoint: `${this.origin}${this.path}`,
      keys: {
        p256dh: this.curve.getPublicKey().toString('base64url'),
        auth: this.auth.toString('base64url'),
      },
    };
  }

  /** Opens a message (RFC 8291 over RFC 8188, one record). @throws when it was not made for these keys */
  open(body: Buffer): string {
    const salt = body.subarray(0, SALT_BYTES);
    const idLength = body.readUInt8(SALT_BYTES + 4);
    const sender = body.subarray(SALT_BYTES + 5, SALT_BYTES + 5 + idLength);
    const sealed = body.subarray(SALT_BYTES + 5 + idLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.curve.getPublicKey(), sender]);
    const shared = derived(this.curve.computeSecret(sender), this.auth, info, 32);
    const key = derived(shared, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derived(shared, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(
      sealed.subarray(-TAG_BYTES),
    );
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    return text.subarray(0, text.lastIndexOf(2)).toString('utf8');
  }
}

function derived(key: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, bytes));
}

/** Takes messages as push services of browsers do: checks who signed, for whom, how long it is kept and how large it is, and opens it. */
export class TestPushService {
  readonly pushed: Pushed[] = [];
  /** status with which it turns everything away; null = it takes what is right */
  refuses: number | null = null;
  private origin = '';
  private readonly subscriptions = new Map<string, TestSubscription>();
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });

  /** @returns its origin */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this.origin;
  }

  subscribe(): TestSubscription {
    const subscription = new TestSubscription(this.origin);
    this.subscriptions.set(subscription.path, subscription);
    return subscription;
  }

  /** The browser ends it. */
  end({ path }: TestSubscription): void {
    this.subscriptions.delete(path);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.writeHead(this.verdict(request, Buffer.concat(chunks))).end();
  }

  private verdict({ url = '', headers }: IncomingMessage, body: Buffer): number {
    if (this.refuses !== null) return this.refuses;
    const subscription = this.subscriptions.get(url);
    if (!subscription) return 410;
    const claims = claimsOf(headers.authorization ?? '');
    if (claims?.aud !== this.origin || !/^(mailto:|https:)/.test(claims.sub)) return 403;
    if (claims.exp * 1000 < Date.now() || claims.exp * 1000 > Date.now() + 86_400_000) return 403;
    if (headers['content-encoding'] !== 'aes128gcm' || headers.ttl === undefined) return 400;
    if (!/^[\w-]{0,32}$/.test(String(headers['topic'] ?? ''))) return 400;
    if (body.length > MOST_BYTES) return 413;
    this.pushed.push({
      ttl: headers.ttl as string,
      urgency: headers['urgency'] as string | undefined,
      topic: headers['topic'] as string | undefined,
      claims,
      bytes: body.length,
      text: subscription.open(body),
    });
    return 201;
  }
}

/** What a token says whose signature fits its key (RFC 8292: `vapid t=…, k=…`); null for any other. */
function claimsOf(authorization: string): Pushed['claims'] | null {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), *k=([\w-]+)$/.exec(authorization) ?? [];
  const [head = '', body = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  if (point.length !== 65) return null;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((one) =>
    one.toString('base64url'),
  );
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
    format: 'jwk',
  });
  const signed = Buffer.from(`${head}.${body}`);
  const isRight = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  return isRight
    ? (JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Pushed['claims'])
    : null;
}
