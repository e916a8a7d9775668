import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../audit/use-cases/unit-of-work.js';
import { nameTaken } from '../../catalog/domain/write-rules.js';
import { saveVersioned, type Saved } from '../../catalog/use-cases/versioned-write.js';
import { Clock } from '../../platform/kernel/clock.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { newId } from '../../platform/kernel/ids.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { WidgetsRepository } from '../db/widgets.repository.js';
import { assertMayWriteWidget } from '../domain/write-rules.js';
import { nextWidget, widgetChange, type Widget, type WidgetContent } from '../domain/widget.js';

/** Creates or changes a widget. */
@Injectable()
export class SaveWidget {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly widgets: WidgetsRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `precondition-failed`, `forbidden`, `conflict` when the name is taken */
  execute(
    scope: Scope,
    slug: string,
    content: WidgetContent,
    expected: Expected,
  ): Promise<Saved<Widget>> {
    return this.unit.run(scope, (write) =>
      saveVersioned<Widget>(write, expected, {
        noun: 'widget',
        slug,
        lock: () => this.widgets.lock(write.tx, slug),
        next: (before) =>
          Promise.resolve(nextWidget(before, slug, content, newId(), this.clock.now())),
        assertMayWrite: (before, after) => assertMayWriteWidget(scope, before, after),
        insert: (after) => this.widgets.insert(write.tx, after),
        update: (_before, after) => this.widgets.update(write.tx, after),
        changeOf: widgetChange,
        nameTaken: () => nameTaken('widget', slug),
      }),
    );
  }
}
