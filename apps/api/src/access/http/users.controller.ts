import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Page } from '#contract';
import type { AccessScope } from '../domain/principal.js';
import type { User } from '../domain/user.js';
import { IssueResetLink, type IssuedResetLink } from '../use-cases/issue-reset-link.js';
import { ListUsers } from '../use-cases/list-users.js';
import { UpdateUser } from '../use-cases/update-user.js';
import { Limited } from './limited.js';
import { issuedResetLinkSchema } from './password-resets.dto.js';
import {
  listQuery,
  userPage,
  userPatch,
  userSchema,
  type ListQuery,
  type UserPatch,
} from './people.dto.js';

@ApiTags('people')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly listUsers: ListUsers,
    private readonly updateUser: UpdateUser,
    private readonly issueResetLink: IssueResetLink,
  ) {}

  @Get()
  @Requires('user:read')
  @ApiOperation({ summary: 'People with access to my territories' })
  @Answers(userPage)
  list(
    @InScope() scope: AccessScope,
    @Query({ schema: listQuery }) query: ListQuery,
  ): Promise<Page<User>> {
    return this.listUsers.execute(scope, query);
  }

  @Patch(':id')
  @Requires('user:write')
  @ApiOperation({ summary: 'Replaces the grants within my territories, or disables the account' })
  @Answers(userSchema)
  change(
    @InScope() scope: AccessScope,
    @Param('id') id: string,
    @Body({ schema: userPatch }) body: UserPatch,
  ): Promise<User> {
    return this.updateUser.execute(scope, id, body);
  }

  @Post(':id/password-reset')
  @Limited('making-links', 'actor')
  @Requires('user:write')
  @ApiOperation({ summary: 'Makes a one-time link to a new password; it is shown this once' })
  @Answers(issuedResetLinkSchema, 201)
  resetPassword(@InScope() scope: AccessScope, @Param('id') id: string): Promise<IssuedResetLink> {
    return this.issueResetLink.execute(scope, id);
  }
}
