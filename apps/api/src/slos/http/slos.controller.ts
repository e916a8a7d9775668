import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Put,
  Query,
  Res,
} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ExpectedVersion } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Expected } from '../../platform/kernel/expected.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { DeleteSlo } from '../use-cases/delete-slo.js';
import { GetSlo } from '../use-cases/get-slo.js';
import { ListSlos } from '../use-cases/list-slos.js';
import { readSloBody } from '../use-cases/read-slo-document.js';
import { SaveSlo } from '../use-cases/save-slo.js';
import {
  sloDetailSchema,
  sloHistorySchema,
  sloListSchema,
  sloQuery,
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
  @Header('content-type', JSON_TYPE)
  @ApiOperation({ summary: 'SLOs with their readings, one request for a whole screen' })
  @ApiOkResponse({ standardSchema: sloListSchema })
  list(@InScope() scope: Scope, @Query({ schema: sloQuery }) query: SloQuery): Promise<string> {
    return this.slos.execute(scope, query);
  }

  @Get(':slug')
  @Requires('slo:read')
  @ApiOperation({ summary: 'One SLO with its document; ETag is its version' })
  @ApiOkResponse({ standardSchema: sloDetailSchema })
  async get(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { json, version } = await this.details.execute(scope, slug);
    await reply.header('etag', `"${version}"`).header('content-type', JSON_TYPE).send(json);
  }

  @Put(':slug')
  @Requires('slo:write')
  @ApiOperation({
    summary: 'Creates or changes an SLO; If-Match guards an edit, If-None-Match: * a creation',
  })
  @ApiConsumes('application/json', 'application/yaml')
  @ApiBody({ schema: { $ref: '#/components/schemas/SloDocument' } })
  @ApiOkResponse({ standardSchema: sloDetailSchema })
  async put(
    @InScope() scope: Scope,
    @Param('slug') slug: string,
    @Body() body: unknown,
    @ExpectedVersion() expected: Expected,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { outcome } = await this.save.execute(scope, await readSloBody(body, slug), expected);
    const { json, version } = await this.details.execute(scope, slug);
    await reply
      .status(outcome === 'created' ? 201 : 200)
      .header('etag', `"${version}"`)
      .header('content-type', JSON_TYPE)
      .send(json);
  }

  @Delete(':slug')
  @HttpCode(204)
  @Requires('slo:write')
  @ApiOperation({ summary: 'Takes an SLO out of use; its history and ledger stay' })
  @ApiNoContentResponse()
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
  @ApiOkResponse({ standardSchema: sloHistorySchema })
  async history(@InScope() scope: Scope, @Param('slug') slug: string) {
    return { items: await this.details.history(scope, slug), nextCursor: null };
  }
}
