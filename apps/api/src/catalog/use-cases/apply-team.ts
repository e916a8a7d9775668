import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/db/tx.js';
import { teamDocument } from '../domain/documents.js';
import type { Team } from '../domain/team.js';
import type { ApplyContext, ApplyKind, ApplyOne } from './apply-kinds.js';
import { readDocument, teamDocumentSchema } from '../documents/document-schemas.js';
import { Teams } from './teams.js';

/** Documents of kind Team. Members left out stay as they are: many teams keep them in the console only. */
@Injectable()
export class ApplyTeam implements ApplyKind {
  readonly kind = 'Team';
  readonly order = 10;

  constructor(private readonly teams: Teams) {}

  execute(context: ApplyContext, documents: readonly unknown[]): Promise<ApplyOne> {
    return this.teams.apply(context, documents, (document) => {
      const { metadata, spec } = readDocument(teamDocumentSchema, document);
      const { territory, description, contact, members } = spec;
      const common = {
        name: metadata.displayName ?? metadata.name,
        labels: metadata.labels ?? {},
        territory,
        description: description ?? '',
        contact: contact ?? null,
      };
      const edit = (before: Team | null) => ({
        ...common,
        members: members ?? before?.members ?? [],
      });
      return { slug: metadata.name, edit };
    });
  }

  async export(tx: Tx): Promise<readonly object[]> {
    return (await this.teams.rows.list(tx)).map(teamDocument);
  }
}
