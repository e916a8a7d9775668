import { Injectable } from '@nestjs/common';
import type { SloDocument } from '#slo';
import { DatabaseReader } from '../../platform/db/database-reader.js';
import { yamlText } from '../../platform/documents/write-yaml.js';
import { missing, notFound } from '../../platform/kernel/domain-error.js';
import { jsonMerge, jsonText, type JsonText } from '../../platform/kernel/json-text.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { SloRowsRepository } from '../db/slo-rows.repository.js';
import { SlosRepository, type SloVersion } from '../db/slos.repository.js';
import { byVersion } from '../domain/by-version.js';
import type { RuleCost } from '../domain/rule-cost.js';
import { runbookUrlOf } from '../domain/slo.js';
import { orderedDocument } from '../domain/ordered-document.js';
import type { SloRow } from '../domain/slo-row.js';
import { sloRowJson } from '../domain/slo-row-json.js';

/** A row of the list, with everything that its document says. */
export interface SloDetail extends SloRow {
  readonly document: SloDocument;
  readonly yaml: string;
  readonly runbookUrl: string | null;
  readonly owner: string | null;
  readonly cost: SloCost | null;
}

/** What one evaluation of its rules reads. */
interface SloCost {
  readonly samples: number;
  readonly peakSamples: number;
  readonly seconds: number | null;
  readonly complete: boolean;
  readonly measuredAt: Date;
}

const documentJson = byVersion(500, ({ documentJson: text }) => {
  const document = orderedDocument(JSON.parse(text) as SloDocument);
  return jsonText({
    document,
    yaml: yamlText(document),
    runbookUrl: runbookUrlOf(document),
    owner: document.spec.owner ?? null,
  });
});

/** One SLO with its document, and the versions it had. */
@Injectable()
export class GetSlo {
  constructor(
    private readonly database: DatabaseReader,
    private readonly rows: SloRowsRepository,
    private readonly slos: SlosRepository,
  ) {}

  /** @returns the JSON text of the detail and its version; the row part is the very text that the list shows */
  async execute(
    scope: Scope,
    slug: string,
  ): Promise<{ json: JsonText<SloDetail>; version: number }> {
    const { row, cost } = await this.database.read(scope, async (tx) => {
      const found = await this.rows.find(tx, slug);
      if (!found) throw missing('SLO', slug, await this.slos.deletedAt(tx, slug));
      return found;
    });
    const more = jsonMerge(documentJson(row), jsonText({ cost: cost && costOf(cost) }));
    return { json: jsonMerge(sloRowJson(row), more), version: row.version };
  }

  /** Newest first. */
  async history(scope: Scope, slug: string): Promise<SloVersion[]> {
    return this.database.read(scope, async (tx) => {
      const slo = await this.slos.find(tx, slug);
      if (!slo) throw notFound('SLO', slug);
      const versions = await this.slos.versions(tx, slo.id);
      return versions.map((version) => ({
        ...version,
        document: version.document && orderedDocument(version.document),
      }));
    });
  }
}

function costOf({ samples, peak: peakSamples, seconds, complete, measuredAt }: RuleCost): SloCost {
  return { samples, peakSamples, seconds, complete, measuredAt };
}
