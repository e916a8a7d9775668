import { Injectable } from '@nestjs/common';
import { pageOf, type Page } from '#contract';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import type { Widget } from '../domain/widget.js';

/** The widgets that the actor may see, by name in paths. */
@Injectable()
export class ListWidgets {
  constructor(
    private readonly database: DatabaseReader,
    private readonly widgets: WidgetsRepository,
  ) {}

  /** @param after slug to continue after */
  async execute(scope: Scope, after: string | undefined, limit: number): Promise<Page<Widget>> {
    const rows = await this.database.read(scope, (tx) => this.widgets.list(tx, after, limit + 1));
    return pageOf(rows, limit, ({ slug }) => slug);
  }
}
