import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessScope } from '../../access/domain/principal.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { ArmedConsole } from '../domain/armed-console.js';
import type { OwnPage } from '../domain/own-page.js';
import { ArmConsole } from '../use-cases/arm-console.js';
import { ConfirmRing } from '../use-cases/confirm-ring.js';
import { ListOwnPages } from '../use-cases/list-own-pages.js';
import { UnarmConsole } from '../use-cases/unarm-console.js';
import {
  armedConsoleSchema,
  ownPagesSchema,
  presenceBody,
  tabKey,
  type PresenceBody,
} from './own-pages.dto.js';

@ApiTags('people')
@Controller('api/v1/me')
export class OwnPagesController {
  constructor(
    private readonly pages: ListOwnPages,
    private readonly armConsole: ArmConsole,
    private readonly unarmConsole: UnarmConsole,
    private readonly confirmRing: ConfirmRing,
  ) {}

  @Get('pages')
  @Requires('self:read')
  @ApiOperation({ summary: 'What I am being paged about, and nobody has acknowledged' })
  @Answers(ownPagesSchema)
  async list(@InScope() scope: AccessScope): Promise<{ items: OwnPage[] }> {
    return { items: await this.pages.execute(scope) };
  }

  @Post('presence')
  @Requires('self:write')
  @Repeatable()
  @ApiOperation({
    summary:
      'Says that this tab is armed: it rings when I am paged. After 30 s without a word it counts as none',
  })
  @Answers(armedConsoleSchema)
  arm(
    @InScope() scope: AccessScope,
    @Body({ schema: presenceBody }) body: PresenceBody,
  ): Promise<ArmedConsole> {
    return this.armConsole.execute(scope, body.tab);
  }

  @Delete('presence/:tab')
  @Requires('self:write')
  @ApiOperation({ summary: 'This tab rings no more' })
  @AnswersNothing()
  unarm(@InScope() scope: AccessScope, @Param('tab', { schema: tabKey }) id: string) {
    return this.unarmConsole.execute(scope, id);
  }

  @Post('pages/:id/delivery')
  @Requires('self:write')
  @Repeatable()
  @ApiOperation({ summary: 'Says that this tab rang: the page has arrived' })
  @AnswersNothing()
  confirm(
    @InScope() scope: AccessScope,
    @Param('id') id: string,
    @Body({ schema: presenceBody }) body: PresenceBody,
  ): Promise<void> {
    return this.confirmRing.execute(scope, id, body.tab);
  }
}
