import type { SampleMail } from '../../src/api/contract.js';
import { ago } from '../time.js';

/** Two mails of the sample mailbox, newest first. */
export function sampleMails(now: Date): SampleMail[] {
  return [
    {
      id: 'mail-2',
      at: ago(now, { minutes: 2 }),
      from: 'leitstand@localhost',
      subject: 'Sample · INC-1002 shop: page',
      text: 'The availability of shop burns its budget 50 times too fast.\n\nAcknowledge: http://127.0.0.1:4700/ack?token=sample\n',
    },
    {
      id: 'mail-1',
      at: ago(now, { hours: 1 }),
      from: 'leitstand@localhost',
      subject: 'Test message',
      text: 'This is how a page reaches you.\n',
    },
  ];
}
