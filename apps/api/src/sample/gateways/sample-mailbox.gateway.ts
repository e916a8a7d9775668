import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { projectRoot } from '../../platform/config/project-root.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError, notFound } from '../../platform/kernel/domain-error.js';
import { assertOutsideTransaction } from '../../platform/kernel/transaction-guard.js';
import type { SampleMail } from '../domain/sample-mail.js';

/** What the mailbox writes, one file a mail. */
const file = z.object({
  id: z.string(),
  at: z.iso.datetime().transform((text) => new Date(text)),
  to: z.array(z.string()),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
});

const codeOf = (error: unknown) => (error as { code?: unknown }).code;

/**
 * The folder of the sample mailbox (`LEITSTAND_SAMPLE_MAILBOX_DIR`). A mail lies there whole or not at all and is never changed, so each is
 * read once, however often somebody looks.
 */
@Injectable()
export class SampleMailbox {
  /** by the names of their files */
  private known: ReadonlyMap<string, SampleMail> = new Map();

  constructor(private readonly settings: Settings) {}

  /**
   * Every mail in it; none where nothing has arrived yet.
   * @throws DomainError `not-found` when sample data is off, `dependency-unavailable` when the folder cannot be read
   */
  async mails(): Promise<SampleMail[]> {
    assertOutsideTransaction('the sample mailbox');
    if (this.settings.get('SAMPLE') === 'off') throw notFound('sample service', 'mailbox');
    const folder = resolve(projectRoot(), this.settings.get('SAMPLE_MAILBOX_DIR'));
    try {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
      const { known } = this;
      const read = await Promise.all(
        names.map(async (name) => {
          const mail = known.get(name) ?? (await readMail(join(folder, name)));
          return mail ? ([[name, mail]] as const) : [];
        }),
      );
      this.known = new Map(read.flat());
      return [...this.known.values()];
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw new DomainError(
        'dependency-unavailable',
        `The sample mailbox cannot be read (${String(codeOf(error) ?? 'unknown')}).`,
      );
    }
  }
}

/** @returns null for a mail that went for a newer one meanwhile, and for what is none */
async function readMail(path: string): Promise<SampleMail | null> {
  try {
    return file.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError || error instanceof z.ZodError)
      return null;
    throw error;
  }
}
