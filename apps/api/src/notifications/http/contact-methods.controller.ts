import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AccessScope } from '../../access/domain/principal.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { ContactMethod } from '../domain/contact-method.js';
import { AddMethod, type AddedMethod } from '../use-cases/add-method.js';
import { ListOwnMethods, type OwnMethods } from '../use-cases/list-own-methods.js';
import { RemoveMethod } from '../use-cases/remove-method.js';
import { SendCode } from '../use-cases/send-code.js';
import { SendTestMessage } from '../use-cases/send-test-message.js';
import { VerifyMethod } from '../use-cases/verify-method.js';
import {
  addedMethodSchema,
  codeBody,
  contactMethodBody,
  contactMethodSchema,
  contactMethodsSchema,
  testMessageSchema,
  type CodeBody,
  type ContactMethodBody,
} from './contact-methods.dto.js';

@ApiTags('people')
@Controller('api/v1/me')
export class ContactMethodsController {
  constructor(
    private readonly listOwn: ListOwnMethods,
    private readonly addMethod: AddMethod,
    private readonly sendCode: SendCode,
    private readonly verifyMethod: VerifyMethod,
    private readonly removeMethod: RemoveMethod,
    private readonly sendTest: SendTestMessage,
  ) {}

  @Get('methods')
  @Requires('self:read')
  @ApiOperation({ summary: 'How I am reached' })
  @Answers(contactMethodsSchema)
  list(@InScope() scope: AccessScope): Promise<OwnMethods> {
    return this.listOwn.execute(scope);
  }

  @Post('methods')
  @Requires('self:write')
  @ApiOperation({
    summary: 'Adds a way by which I want to be reached, and sends a code there',
  })
  @Answers(addedMethodSchema, 201)
  add(
    @InScope() scope: AccessScope,
    @Body({ schema: contactMethodBody }) body: ContactMethodBody,
  ): Promise<AddedMethod> {
    return this.addMethod.execute(scope, body);
  }

  @Post('methods/:id/code')
  @Requires('self:write')
  @ApiOperation({ summary: 'Sends another code; the one before is void' })
  @AnswersNothing(202)
  code(@InScope() scope: AccessScope, @Param('id') id: string): Promise<void> {
    return this.sendCode.execute(scope, id);
  }

  @Post('methods/:id/verification')
  @Requires('self:write')
  @ApiOperation({ summary: 'Proves by the code that a way leads to me' })
  @Answers(contactMethodSchema)
  verify(
    @InScope() scope: AccessScope,
    @Param('id') id: string,
    @Body({ schema: codeBody }) { code }: CodeBody,
  ): Promise<ContactMethod> {
    return this.verifyMethod.execute(scope, id, code);
  }

  @Delete('methods/:id')
  @Requires('self:write')
  @ApiOperation({ summary: 'Removes a way to reach me; the address of my account stays' })
  @AnswersNothing()
  remove(@InScope() scope: AccessScope, @Param('id') id: string): Promise<void> {
    return this.removeMethod.execute(scope, id);
  }

  @Post('test-message')
  @Requires('self:write')
  @ApiOperation({ summary: 'Sends me a message by every verified way, as a page would be' })
  @Answers(testMessageSchema, 202)
  async test(@InScope() scope: AccessScope): Promise<{ methods: number }> {
    return { methods: await this.sendTest.execute(scope) };
  }
}
