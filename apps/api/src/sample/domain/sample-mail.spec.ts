import { describe, expect, it } from '@jest/globals';
import { mailsTo, type SampleMail } from './sample-mail.js';

const mail = (id: string, to: string[], at: string): SampleMail => ({
  id,
  at: new Date(at),
  to,
  from: 'leitstand@localhost',
  subject: id,
  text: '',
});

describe('mails of the sample mailbox', () => {
  const mails = [
    mail('old', ['ann@example.org'], '2026-03-01T00:00:00Z'),
    mail('bobs', ['bob@example.org', 'cid@example.org'], '2026-03-02T00:00:00Z'),
    mail('new', ['cid@example.org', 'ann@example.org'], '2026-03-03T00:00:00Z'),
  ];
  it.each<[string, string[]]>([
    ['Ann@Example.org', ['new', 'old']],
    ['bob@example.org', ['bobs']],
    ['ann@example', []],
  ])('are shown to %s: %j', (address, ids) =>
    expect(mailsTo(address, mails).map(({ id }) => id)).toEqual(ids),
  );
});
