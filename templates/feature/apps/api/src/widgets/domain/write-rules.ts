import { assertMay } from '../../access/domain/ability.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Widget } from './widget.js';

/** Holds a write against the rules over attributes, in what is there and in what shall be. @throws DomainError `forbidden` */
export function assertMayWriteWidget(
  scope: Scope,
  before: Widget | null,
  after: Widget | null,
): void {
  for (const widget of [before, after])
    if (widget) assertMay(scope, 'write', 'widget', { territory: widget.territory });
}
