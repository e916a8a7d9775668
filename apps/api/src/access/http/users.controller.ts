import { Body, Controller, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Page } from '../domain/page.js';
import type { AccessScope } from '../domain/principal.js';
import type { User } from '../domain/user.js';
import { ListUsers } from '../use-cases/list-users.js';
import { UpdateUser } from '../use-cases/update-user.js';
import { listQuery, userPage, userPatch, userSchema, type ListQuery, type UserPatch } from './people.dto.js';

@ApiTags('people')
@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly listUsers: ListUsers,
    private readonly updateUser: UpdateUser,
  ) {}

  @Get()
  @Requires('user:read')
  @ApiOperation({ summary: 'People with access to my territories' })
  @ApiOkResponse({ standardSchema: userPage })
  list(@InScope() scope: AccessScope, @Query({ schema: listQuery }) query: ListQuery): Promise<Page<User>> {
    return this.listUsers.execute(scope, query);
  }

  @Patch(':id')
  @Requires('user:write')
  @ApiOperation({ summary: 'Replaces the grants within my territories, or disables the account' })
  @ApiOkResponse({ standardSchema: userSchema })
  change(@InScope() scope: AccessScope, @Param('id') id: string, @Body({ schema: userPatch }) body: UserPatch): Promise<User> {
    return this.updateUser.execute(scope, id, body);
  }
}
