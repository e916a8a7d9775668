import { Injectable } from '@nestjs/common';
import type { Principal } from '../../access/domain/principal.js';
import { mailsTo, type SampleMail } from '../domain/sample-mail.js';
import { SampleMailbox } from '../gateways/sample-mailbox.gateway.js';

/** What arrived in the sample mailbox for whoever asks. */
@Injectable()
export class ListSampleMails {
  constructor(private readonly mailbox: SampleMailbox) {}

  /**
   * @returns newest first; none for somebody without an account
   * @throws DomainError `not-found` when sample data is off, `dependency-unavailable`
   */
  async execute({ email }: Principal): Promise<SampleMail[]> {
    const mails = await this.mailbox.mails();
    return email === null ? [] : mailsTo(email, mails);
  }
}
