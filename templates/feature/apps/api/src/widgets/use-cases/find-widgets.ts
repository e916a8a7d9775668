import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import type { Widget } from '../domain/widget.js';

/** Reads widgets that the actor may see. */
@Injectable()
export class FindWidgets {
  constructor(
    private readonly database: DatabaseReader,
    private readonly widgets: WidgetsRepository,
  ) {}

  /** By name in paths. @param after slug to continue after */
  async execute(scope: Scope, after: string | undefined, limit: number): Promise<Page<Widget>> {
    const rows = await this.database.read(scope, (tx) => this.widgets.list(tx, after, limit + 1));
    return pageOf(rows, limit, ({ slug }) => slug);
  }

  /** @throws DomainError `not-found` */
  async one(scope: Scope, slug: string): Promise<Widget> {
    const widget = await this.database.read(scope, (tx) => this.widgets.find(tx, slug));
    if (!widget) throw notFound('widget', slug);
    return widget;
  }
}
