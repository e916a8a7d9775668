import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

/** Mails that are kept; the oldest goes for the next. */
export const KEPT = 200;
/** Bytes of one mail; a larger one is turned away. */
const LARGEST = 256 * 1024;

/** One mail as it lies in the folder, `<instant>-<id>.json`: whoever sorts the names has the order in which they came. */
interface KeptMail {
  readonly id: string;
  readonly at: string;
  /** whom the envelope named, not what the mail says of itself */
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
}

/** A mail server that passes nothing on. */
export interface Mailbox {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Takes every mail on a port of the loopback address and lays it into a folder, whole or not at all.
 * @param port 0: any that is free
 * @param folder made if it is missing; nobody else may read it
 */
export async function startMailbox(port: number, folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      take(stream, session, folder).then(
        () => done(),
        (error: unknown) => done(asError(error)),
      );
    },
  });
  server.on('error', (error) => process.stderr.write(`mailbox: ${error.message}\n`));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function take(
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  folder: string,
): Promise<void> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= LARGEST) chunks.push(chunk);
  }
  if (bytes > LARGEST) throw Object.assign(new Error('too large'), { responseCode: 552 });
  const { from, subject, text } = await PostalMime.parse(Buffer.concat(chunks));
  const mail: KeptMail = {
    id: randomUUID(),
    at: new Date().toISOString(),
    to: session.envelope.rcptTo.map(({ address }) => address.toLowerCase()),
    from: from?.address ?? '',
    subject: subject ?? '',
    text: text ?? '',
  };
  const file = join(folder, `${mail.at.replaceAll(':', '')}-${mail.id}.json`);
  await writeFile(`${file}.new`, JSON.stringify(mail), { mode: 0o600 });
  await rename(`${file}.new`, file);
  await prune(folder);
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  for (const name of names.slice(0, -KEPT)) await rm(join(folder, name), { force: true });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('unknown'));
