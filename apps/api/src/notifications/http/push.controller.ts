import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessScope } from '../../access/domain/principal.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Public, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import { ConfirmDelivery } from '../use-cases/confirm-delivery.js';
import { ReadPushKey } from '../use-cases/read-push-key.js';
import { RenewPush } from '../use-cases/renew-push.js';
import { renewedPushBody, type RenewedPushBody } from './contact-methods.dto.js';
import { pushKeySchema, receiptBody, type ReceiptBody } from './push.dto.js';

/** What browsers need that are pushed to. */
@ApiTags('people')
@Controller('api/v1')
export class PushController {
  constructor(
    private readonly readKey: ReadPushKey,
    private readonly confirm: ConfirmDelivery,
    private readonly renewal: RenewPush,
  ) {}

  @Get('push-key')
  @Requires('self:read')
  @ApiOperation({ summary: 'The key with which a browser subscribes to what is pushed to it' })
  @Answers(pushKeySchema)
  key(): { key: string } {
    return { key: this.readKey.execute() };
  }

  @Post('push-renewals')
  @Requires('self:write')
  @Repeatable()
  @ApiOperation({
    summary: 'Says that a browser of mine has another push address now: it goes on to be my way',
  })
  @AnswersNothing()
  renew(
    @InScope() scope: AccessScope,
    @Body({ schema: renewedPushBody }) body: RenewedPushBody,
  ): Promise<void> {
    return this.renewal.execute(scope, body);
  }

  @Post('push-receipts')
  @Public('a browser that shows what was pushed says so by its signed token, signed in or not')
  @Repeatable()
  @ApiOperation({ summary: 'Says that what was pushed is shown: it has arrived' })
  @AnswersNothing()
  receipt(@Body({ schema: receiptBody }) { token }: ReceiptBody): Promise<void> {
    return this.confirm.execute(token);
  }
}
