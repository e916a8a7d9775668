import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { subjectDocument } from '../domain/documents.js';
import type { SubjectDraft } from '../domain/subject.js';
import type { ApplyContext, ApplyKind, ApplyOne } from './apply-kinds.js';
import { referredNames } from '../documents/document-heads.js';
import {
  readDocument,
  subjectDocumentSchema,
  type SubjectDocument,
} from '../documents/document-schemas.js';
import { Subjects } from './subjects.js';

/** Documents of kind Subject. The document is the whole truth: a field left out is empty. */
@Injectable()
export class ApplySubject implements ApplyKind {
  readonly kind = 'Subject';
  readonly order = 30;

  constructor(private readonly subjects: Subjects) {}

  async execute(
    { write, pending }: ApplyContext,
    documents: readonly unknown[],
  ): Promise<ApplyOne> {
    const known = await this.subjects.known(write.tx, referredNames(documents), pending);
    return this.subjects.apply({ write, pending: known }, documents, (document) => {
      const read = readDocument(subjectDocumentSchema, document);
      return { slug: read.metadata.name, edit: () => draftOf(read) };
    });
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
