import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { projectRoot } from '../config/project-root.js';
import { DomainError } from '../kernel/domain-error.js';
import { Public } from './requires.js';

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
  private readonly pages = readPages(join(projectRoot(), 'docs/runbooks'));

  /** @returns Markdown; @throws DomainError `not-found` for anything but the lower-case name of one of our alerts */
  @Get(':alert')
  @Public('whoever is paged reads what to do before signing in; the pages hold no data')
  @Header('content-type', 'text/markdown; charset=utf-8')
  @Header('content-disposition', 'inline')
  page(@Param('alert') alert: string): string {
    const page = this.pages.get(alert);
    if (page === undefined) throw new DomainError('not-found', 'There is no runbook of this name.');
    return page;
  }
}
