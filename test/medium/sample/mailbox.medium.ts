import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { startMailbox, type Mailbox } from '../../../samples/mailbox/src/mailbox.js';
import { sessionOf, type TestActor } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const root = mkdtempSync(join(tmpdir(), 'leitstand-mailbox-'));
const folder = join(root, 'mails');
let mailbox: Mailbox | null = null;
let test: TestApp;
let ann: TestActor;
let bob: TestActor;
beforeAll(async () => {
  test = await startTestApp({ LEITSTAND_SAMPLE: 'on', LEITSTAND_SAMPLE_MAILBOX_DIR: folder });
  ann = await sessionOf(test, [{ role: 'viewer', territories: ['DE'] }]);
  bob = await sessionOf(test, [{ role: 'admin', territories: ['DE'] }]);
});
afterAll(async () => {
  await mailbox?.stop();
  await test.close();
  rmSync(root, { recursive: true });
});

const mails = (actor: TestActor) =>
  test.app.inject({ method: 'GET', url: '/api/v1/sample/mails', headers: actor.headers });

describe('the sample mailbox', () => {
  it('is empty while nothing has arrived', async () => {
    expect((await mails(ann)).json()).toEqual({ items: [], nextCursor: null });
  });

  it('shows each the mails to their own address, whoever else asks', async () => {
    mailbox = await startMailbox(0, folder);
    const transport = createTransport({ url: `smtp://127.0.0.1:${mailbox.port}` });
    const from = 'leitstand@localhost';
    await transport.sendMail({ from, to: ann.email, subject: 'For Ann', text: 'One' });
    await transport.sendMail({ from, to: [ann.email, bob.email], subject: 'Both', text: 'Two' });
    transport.close();
    writeFileSync(join(folder, 'torn.json'), '{"id": "half');
    const subjects = async (actor: TestActor) =>
      (await mails(actor)).json().items.map(({ subject }: { subject: string }) => subject);
    expect(await subjects(ann)).toEqual(['Both', 'For Ann']);
    expect(await subjects(bob)).toEqual(['Both']);
    const [newest] = (await mails(ann)).json().items;
    expect(Object.keys(newest).toSorted()).toEqual(['at', 'from', 'id', 'subject', 'text']);
  });

  it('that cannot be read is a dependency away', async () => {
    await mailbox?.stop();
    mailbox = null;
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'a file');
    const answer = await mails(ann);
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'dependency-unavailable']);
    expect(answer.body).not.toContain(folder);
  });
});
