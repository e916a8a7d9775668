import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { environmentDocument } from '../domain/documents.js';
import type { ApplyContext, ApplyKind, ApplyOne } from './apply-kinds.js';
import { environmentDocumentSchema, readDocument } from '../documents/document-schemas.js';
import { Environments } from './environments.js';

/** Documents of kind Environment. */
@Injectable()
export class ApplyEnvironment implements ApplyKind {
  readonly kind = 'Environment';
  readonly order = 20;

  constructor(private readonly environments: Environments) {}

  execute(context: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    return this.environments.apply(context, documents, (document) => {
      const { metadata, spec } = readDocument(environmentDocumentSchema, document);
      const content = {
        ...spec,
        name: metadata.displayName ?? metadata.name,
        labels: metadata.labels ?? {},
      };
      return { slug: metadata.name, edit: () => content };
    });
  }

  async export(tx: Tx): Promise<readonly object[]> {
    return (await this.environments.rows.list(tx)).map(environmentDocument);
  }
}
