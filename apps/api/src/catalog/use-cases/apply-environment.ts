import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { ANY } from '../../platform/kernel/expected.js';
import { environmentDocument } from '../domain/documents.js';
import type { ApplyContext, ApplyKind, ApplyOne } from './apply-kinds.js';
import {
  environmentDocumentSchema,
  inDocument,
  readDocument,
} from '../documents/document-schemas.js';
import { SaveResource } from './save-resource.js';
import { lockNamed } from './versioned-write.js';
import { Environments } from './environments.js';

/** Documents of kind Environment. */
@Injectable()
export class ApplyEnvironment implements ApplyKind {
  readonly kind = 'Environment';
  readonly order = 20;

  constructor(
    private readonly save: SaveResource,
    private readonly environments: Environments,
  ) {}

  async execute({ write }: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    const locked = await lockNamed(write.tx, this.environments.rows, documents);
    return async (document) => {
      const { metadata, spec } = readDocument(environmentDocumentSchema, document);
      const content = {
        ...spec,
        name: metadata.displayName ?? metadata.name,
        labels: metadata.labels ?? {},
      };
      return inDocument(
        this.save.within(write, this.environments, metadata.name, () => content, ANY, { locked }),
      );
    };
  }

  async export(tx: Tx): Promise<readonly object[]> {
    return (await this.environments.rows.list(tx)).map(environmentDocument);
  }
}
