import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { ANY } from '../../platform/kernel/expected.js';
import { subjectDocument } from '../domain/documents.js';
import { EVERYTHING } from '../domain/list-filter.js';
import type { SubjectDraft } from '../domain/subject.js';
import type { Applied, ApplyContext, ApplyKind } from './apply-kinds.js';
import {
  inDocument,
  readDocument,
  subjectDocumentSchema,
  type SubjectDocument,
} from '../documents/document-schemas.js';
import { SaveResource } from './save-resource.js';
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

  execute({ write, pending }: ApplyContext, document: unknown): Promise<Applied> {
    const read = readDocument(subjectDocumentSchema, document);
    return inDocument(
      this.save.within(write, this.subjects, read.metadata.name, () => draftOf(read), ANY, pending),
    );
  }

  async export(tx: Tx): Promise<readonly object[]> {
    return (await this.subjects.rows.list(tx, {}, EVERYTHING)).map(({ subject }) =>
      subjectDocument(subject),
    );
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
