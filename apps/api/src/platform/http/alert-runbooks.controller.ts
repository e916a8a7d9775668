import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { projectRoot } from '../config/project-root.js';
import { DomainError } from '../kernel/domain-error.js';
import { Public } from './requires.js';
import { runbookAbout, runbookPage } from './runbook-page.js';

const PAGE = /^([a-z0-9]+)\.md$/;

/** Every page of `docs/runbooks` by its alert's name in lower case. */
function readPages(folder: string): ReadonlyMap<string, string> {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    files.flatMap((file) => {
      const name = PAGE.exec(file)?.[1];
      return name === undefined ? [] : [[name, readFileSync(join(folder, file), 'utf8')] as const];
    }),
  );
}

/**
 * What to do about our own alerts: the pages that `runbook_url` leads to. They are read once, so that no request names a file.
 * An address outside of the API: it stands in alerts, mails and chats for years.
 */
@ApiExcludeController()
@Controller('runbooks/leitstand')
export class AlertRunbooksController {
  private readonly pages = {
    en: readPages(join(projectRoot(), 'docs/runbooks')),
    de: readPages(join(projectRoot(), 'docs/runbooks/de')),
  };

  /**
   * @param alert name of one of our alerts, in any case
   * @param query may name the incident and the SLO that it is read about (`incident`, `slo`)
   * @returns in the reader's language, a page for browsers, Markdown for everything else; @throws DomainError `not-found`
   */
  @Get(':alert')
  @Public('whoever is paged reads what to do before signing in; the pages hold no data')
  @Header('vary', 'accept, accept-language')
  @Header('content-disposition', 'inline')
  async page(
    @Param('alert') alert: string,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') languages: string | undefined,
    @Query() query: Record<string, unknown>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const locale = /^\s*de\b/i.test(languages ?? '') ? 'de' : 'en';
    const text = this.pages[locale].get(alert.toLowerCase());
    if (text === undefined) throw new DomainError('not-found', 'There is no runbook of this name.');
    const browser = accept?.includes('text/html') ?? false;
    void reply.type(`text/${browser ? 'html' : 'markdown'}; charset=utf-8`);
    return browser ? await runbookPage(text, locale, runbookAbout(query)) : text;
  }
}
