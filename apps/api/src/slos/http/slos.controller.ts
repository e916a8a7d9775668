import { Body, Controller, Delete, Get, Header, Param, Put, Query, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Revalidated } from '../../platform/http/caching.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { ExpectedVersion } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Expected } from '../../platform/kernel/expected.js';
import { jsonMerge, jsonText, type JsonText } from '../../platform/kernel/json-text.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteSlo } from '../use-cases/delete-slo.js';
import { GetSlo, type SloDetail } from '../use-cases/get-slo.js';
import { ListSlos, type SloList } from '../use-cases/list-slos.js';
import { readSloBody } from '../documents/slo-document.js';
import { SaveSlo, type SavedSlo } from '../use-cases/save-slo.js';
import {
  sloDetailSchema,
  sloHistorySchema,
  sloListSchema,
  sloQuery,
  sloSavedSchema,
  type SloQuery,
} from './slo.dto.js';

const JSON_TYPE = 'application/json; charset=utf-8';

@ApiTags('slos')
@Controller('api/v1/slos')
export class SlosController {
  constructor(
    private readonly slos: ListSlos,
    private readonly details: GetSlo,
    private readonly save: SaveSlo,
    private readonly remove: DeleteSlo,
  ) {}

  @Get()
  @Requires('slo:read')
  @Revalidated('private')
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'SLOs with their readings, one request for a whole screen' })
  @Answers(sloListSchema)
  list(
    @InScope() scope: Scope,
    @Query({ schema: sloQuery }) query: SloQuery,
  ): Promise<JsonText<SloList>> {
    return this.slos.execute(scope, query);
  }

  @Get(':slug')
  @Requires('slo:read')
  @Revalidated('private')
  @ApiOperation({ summary: 'One SLO with its document; its ETag begins with its version' })
  @Header('content-type', JSON_TYPE)
  @Answers(sloDetailSchema)
  async get(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<SloDetail>> {
    const { json, version } = await this.details.execute(scope, slug);
    stamp(reply, version);
    return json;
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('slo:write')
  @ApiOperation({
    summary: 'Creates or changes an SLO; If-Match guards an edit, If-None-Match: * a creation',
  })
  @ApiConsumes('application/json', 'application/yaml')
  @ApiBody({ schema: { $ref: '#/components/schemas/SloDocument' } })
  @Header('content-type', JSON_TYPE)
  @Answers(sloSavedSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Body() body: unknown,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JsonText<SloDetail & Pick<SavedSlo, 'warnings'>>> {
    const document = await readSloBody(body, slug, scope.actor.id);
    const { outcome, warnings } = await this.save.execute(scope, document, expected);
    const { json, version } = await this.details.execute(scope, slug);
    stamp(reply, version, outcome === 'created');
    return jsonMerge(json, jsonText({ warnings }));
  }

  @Delete(':slug')
  @Requires('slo:write')
  @ApiOperation({ summary: 'Takes an SLO out of use; its history and ledger stay' })
  @AnswersNothing()
  async delete(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    await this.remove.execute(scope, slug, expected);
  }

  @Get(':slug/history')
  @Requires('slo:read')
  @ApiOperation({ summary: 'Every version of an SLO, newest first' })
  @Answers(sloHistorySchema)
  async history(@InScope() scope: Scope, @Param('slug') slug: string) {
    return { items: await this.details.history(scope, slug), nextCursor: null };
  }
}
