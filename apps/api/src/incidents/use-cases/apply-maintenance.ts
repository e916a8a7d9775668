import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ApplyKinds,
  type ApplyContext,
  type ApplyKind,
  type ApplyOne,
} from '../../catalog/use-cases/apply-kinds.js';
import type { Tx } from '../../platform/db/tx.js';
import { maintenanceDocument, readMaintenanceDocument } from '../documents/maintenance-document.js';
import { MaintenanceWindows } from './maintenance-windows.js';

/** Documents of kind MaintenanceWindow, for the catalog's apply and export. */
@Injectable()
export class ApplyMaintenance implements ApplyKind, OnModuleInit {
  readonly kind = 'MaintenanceWindow';
  /** after subjects and policies */
  readonly order = 60;

  constructor(
    private readonly windows: MaintenanceWindows,
    private readonly kinds: ApplyKinds,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  execute(context: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    return this.windows.apply(context, documents, (document) => {
      const { slug, draft } = readMaintenanceDocument(document);
      return { slug, edit: () => draft };
    });
  }

  async export(tx: Tx): Promise<readonly object[]> {
    return (await this.windows.rows.list(tx)).map(maintenanceDocument);
  }
}
