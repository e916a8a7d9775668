import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Settings, type PrintedSetting } from '../../platform/config/settings.js';
import { Answers } from '../../platform/http/answers.js';
import { Requires } from '../../platform/http/requires.js';
import { settingPage } from './territories.dto.js';

@ApiTags('system')
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Requires('settings:read')
  @ApiOperation({
    summary: 'The settings of this instance; secrets show only whether they are set',
  })
  @Answers(settingPage)
  list(): { items: PrintedSetting[]; nextCursor: null } {
    return { items: this.settings.print(), nextCursor: null };
  }
}
