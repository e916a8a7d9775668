import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Settings } from '../../platform/config/settings.js';
import { SampleMailbox } from './sample-mailbox.gateway.js';

const folder = mkdtempSync(join(tmpdir(), 'leitstand-mailbox-'));
afterAll(() => rmSync(folder, { recursive: true }));

const settings: Record<string, string> = { SAMPLE: 'on', SAMPLE_MAILBOX_DIR: folder };
const mailbox = new SampleMailbox({
  get: (name: string) => settings[name],
} as unknown as Settings);
const lay = (name: string, text: string) => writeFileSync(join(folder, `${name}.json`), text);
const mail = (subject: string) =>
  JSON.stringify({ id: subject, at: '2026-03-02T12:00:00Z', to: [], from: '', subject, text: '' });
const subjects = async () => (await mailbox.mails()).map(({ subject }) => subject).toSorted();

describe('the sample mailbox', () => {
  it('is read no further than for what is new', async () => {
    lay('1', mail('one'));
    lay('2', mail('two'));
    expect(await subjects()).toEqual(['one', 'two']);
    lay('1', mail('never read again'));
    lay('3', mail('three'));
    expect(await subjects()).toEqual(['one', 'three', 'two']);
  });

  it('forgets what went for newer ones', async () => {
    rmSync(join(folder, '1.json'));
    expect(await subjects()).toEqual(['three', 'two']);
    lay('1', mail('another'));
    expect(await subjects()).toEqual(['another', 'three', 'two']);
  });

  it('looks again at what was no mail yet', async () => {
    lay('4', '{"id": "half');
    expect(await subjects()).not.toContain('four');
    lay('4', mail('four'));
    expect(await subjects()).toContain('four');
  });
});
