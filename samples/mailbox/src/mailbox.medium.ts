import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { KEPT, startMailbox, type Mailbox } from './mailbox.js';

let folder: string;
let mailbox: Mailbox;
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'mailbox-')), 'mails');
  mailbox = await startMailbox(0, folder);
});
afterEach(async () => {
  await mailbox.stop();
  rmSync(join(folder, '..'), { recursive: true });
});

async function send(mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ url: `smtp://127.0.0.1:${mailbox.port}` });
  try {
    await transport.sendMail({ from: 'leitstand@localhost', text: 'Hello', ...mail });
  } finally {
    transport.close();
  }
}

const kept = () =>
  readdirSync(folder)
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown);

describe('sample mailbox', () => {
  it('keeps whom the envelope names, subject and text, for its own account only', async () => {
    await send({ to: 'Ann@Example.org', bcc: 'bob@example.org', subject: 'Kaufhaus läuft' });
    expect(kept()).toMatchObject([
      {
        to: ['ann@example.org', 'bob@example.org'],
        from: 'leitstand@localhost',
        subject: 'Kaufhaus läuft',
        text: 'Hello\n',
      },
    ]);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('turns away what is too large, and keeps nothing of it', async () => {
    const large = { to: 'ann@example.org', subject: 'Large', text: 'x'.repeat(300_000) };
    await expect(send(large)).rejects.toThrow(/552|size/i);
    expect(kept()).toEqual([]);
  });

  it('lets the oldest go for the next', async () => {
    for (let n = 0; n < KEPT; n++)
      writeFileSync(join(folder, `2000-01-01T${String(n).padStart(6, '0')}Z-old.json`), '{}');
    await send({ to: 'ann@example.org', subject: 'New' });
    const names = readdirSync(folder).toSorted();
    expect(names).toHaveLength(KEPT);
    expect(names[0]).toContain('000001Z');
  });
});
