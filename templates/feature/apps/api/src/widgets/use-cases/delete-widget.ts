import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { deleteVersioned } from '../../catalog/use-cases/versioned-write.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import { widgetChange, type Widget } from '../domain/widget.js';
import { assertMayWriteWidget } from '../domain/write-rules.js';

/** Deletes a widget. */
@Injectable()
export class DeleteWidget {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly widgets: WidgetsRepository,
  ) {}

  /** @throws DomainError `not-found`, `precondition-failed`, `forbidden` */
  execute(scope: Scope, slug: string, expected: Expected): Promise<void> {
    return this.unit.run(scope, (write) =>
      deleteVersioned<Widget>(write, expected, {
        noun: 'widget',
        slug,
        lock: () => this.widgets.lock(write.tx, slug),
        assertMayWrite: (before, after) => assertMayWriteWidget(scope, before, after),
        remove: (before) => this.widgets.delete(write.tx, before),
        changeOf: widgetChange,
      }),
    );
  }
}
