import { Body, Controller, Get, Header, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MAY_NOT } from '../../access/domain/ability.js';
import { Answers, AnswersText } from '../../platform/http/answers.js';
import { TakesDocuments } from '../../platform/http/body-limits.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Replayable } from '../../platform/idempotency/replayable.js';
import { DomainError } from '../../platform/kernel/domain-error.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ApplyDocuments, type ApplyReport } from '../use-cases/apply-documents.js';
import { ExportCatalog } from '../use-cases/export-catalog.js';
import { readDocuments } from '../../platform/documents/read-documents.js';
import { applyQuery, applyReportSchema, type ApplyQuery } from './apply.dto.js';

@ApiTags('catalog')
@Controller('api/v1/catalog')
export class ApplyController {
  constructor(
    private readonly apply: ApplyDocuments,
    private readonly exportCatalog: ExportCatalog,
  ) {}

  @Post('apply')
  @TakesDocuments()
  @Replayable()
  @Requires('catalog:apply')
  @ApiOperation({ summary: 'Applies documents, all or none; with dryRun it only reports' })
  @ApiConsumes('application/yaml', 'application/json')
  @ApiBody({ schema: { description: 'YAML of many documents, or JSON of one document or a list' } })
  @Answers(applyReportSchema)
  async post(
    @InScope() scope: Scope,
    @Query({ schema: applyQuery }) { dryRun }: ApplyQuery,
    @Body() body: unknown,
  ): Promise<ApplyReport> {
    const documents = await readDocuments(body, scope.actor.id);
    const report = await this.apply.execute(scope, documents, dryRun);
    if (!dryRun) assertKept(report);
    return report;
  }

  @Get('export')
  @Requires('subject:read')
  @Header('content-disposition', 'attachment; filename="leitstand-catalog.yaml"')
  @ApiOperation({ summary: 'Everything I may see, as documents that can be applied again' })
  @AnswersText('application/yaml')
  export(@InScope() scope: Scope): Promise<string> {
    return this.exportCatalog.execute(scope);
  }
}

/** Faults of a document that are its sender's: what they may not do there. */
const FORBIDDEN: ReadonlySet<string> = new Set([...MAY_NOT, 'territory-not-yours']);

/** A write of which nothing was kept must not look like a success to whoever reads only the status. */
function assertKept({ documents }: ApplyReport): void {
  const refused = documents.filter(({ outcome }) => outcome === 'refused');
  if (refused.length === 0) return;
  const fields = refused.flatMap(({ index, errors }) =>
    errors.map((error) => ({
      ...error,
      path: `documents.${index}${error.path ? `.${error.path}` : ''}`,
    })),
  );
  const names = refused
    .slice(0, 5)
    .map(({ kind, name, index }) => (name ? `${kind} ${name}` : `document ${index}`));
  const code = fields.every((field) => FORBIDDEN.has(field.code))
    ? 'forbidden'
    : 'validation-failed';
  throw new DomainError(
    code,
    `Nothing was applied: ${refused.length} of ${documents.length} documents were refused (${names.join(', ')}).`,
    fields,
  );
}
