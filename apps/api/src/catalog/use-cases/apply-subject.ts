import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { ANY } from '../../platform/kernel/expected.js';
import { subjectDocument } from '../domain/documents.js';
import type { SubjectDraft } from '../domain/subject.js';
import type { ApplyContext, ApplyKind, ApplyOne } from './apply-kinds.js';
import { referredNames } from '../documents/document-heads.js';
import {
  inDocument,
  readDocument,
  subjectDocumentSchema,
  type SubjectDocument,
} from '../documents/document-schemas.js';
import { SaveResource } from './save-resource.js';
import { lockNamed } from './versioned-write.js';
import { Subjects } from './subjects.js';

/** Documents of kind Subject. The document is the whole truth: a field left out is empty. */
@Injectable()
export class ApplySubject implements ApplyKind {
  readonly kind = 'Subject';
  readonly order = 30;

  constructor(
    private readonly save: SaveResource,
    private readonly subjects: Subjects,
  ) {}

  async execute(
    { write, pending }: ApplyContext,
    documents: readonly unknown[],
  ): Promise<ApplyOne> {
    const { rows } = this.subjects;
    const locked = await lockNamed(write.tx, rows, documents);
    const known = await this.subjects.known(write.tx, referredNames(documents), pending);
    return async (document) => {
      const read = readDocument(subjectDocumentSchema, document);
      const { name } = read.metadata;
      return inDocument(
        this.save.within(write, this.subjects, name, () => draftOf(read), ANY, {
          pending: known,
          locked,
        }),
      );
    };
  }

  async export(tx: Tx): Promise<readonly object[]> {
    return (await this.subjects.rows.list(tx)).map(subjectDocument);
  }
}

function draftOf({ metadata, spec }: SubjectDocument): SubjectDraft {
  return {
    name: metadata.displayName ?? metadata.name,
    labels: metadata.labels ?? {},
    kind: spec.type,
    description: spec.description ?? '',
    territory: spec.territory,
    team: spec.team ?? null,
    owner: spec.owner ?? null,
    environment: spec.environment ?? null,
    tier: spec.tier ?? null,
    dataClass: spec.dataClass ?? null,
    url: spec.url ?? null,
    backup: spec.backup ?? null,
    dependsOn: spec.dependsOn ?? [],
  };
}
