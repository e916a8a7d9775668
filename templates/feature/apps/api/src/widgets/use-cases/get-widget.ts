import { Injectable } from '@nestjs/common';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { notFound } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import type { Widget } from '../domain/widget.js';

/** One widget. */
@Injectable()
export class GetWidget {
  constructor(
    private readonly database: DatabaseReader,
    private readonly widgets: WidgetsRepository,
  ) {}

  /** @throws DomainError `not-found` */
  async execute(scope: Scope, slug: string): Promise<Widget> {
    const widget = await this.database.read(scope, (tx) => this.widgets.find(tx, slug));
    if (!widget) throw notFound('widget', slug);
    return widget;
  }
}
