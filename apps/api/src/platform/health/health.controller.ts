import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Settings } from '../config/settings.js';
import { Clock } from '../kernel/clock.js';
import { Answers } from '../http/answers.js';
import { Public } from '../http/requires.js';
import { VERSION } from '../telemetry/build-info.js';
import { Readiness } from './readiness.js';
import { StatusBoard, type Component } from './status-board.js';
import { systemStatusSchema } from './status.dto.js';

@ApiTags('system')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly board: StatusBoard,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get(['livez', 'healthz'])
  @Public('probes carry no credentials')
  @ApiExcludeEndpoint()
  live(): string {
    return 'ok';
  }

  @Get('readyz')
  @Public('probes carry no credentials')
  @ApiExcludeEndpoint()
  ready(
    @Query('verbose') verbose: string | undefined,
    @Query('exclude') exclude: string | string[] | undefined,
    @Res() reply: FastifyReply,
  ): void {
    const { ready, lines } = this.readiness.check([exclude ?? []].flat());
    const body = verbose === undefined && ready ? 'ok' : lines.join('\n');
    void reply
      .status(ready ? 200 : 503)
      .header('content-type', 'text/plain; charset=utf-8')
      .send(`${body}\n`);
  }

  @Get('api/v1/status')
  @Public('the console says which server is unavailable even when nobody can sign in')
  @ApiOperation({ summary: 'How the servers this instance depends on are doing' })
  @Answers(systemStatusSchema)
  status(): { version: string; sample: boolean; now: Date; components: Component[] } {
    return {
      version: VERSION,
      sample: this.settings.get('SAMPLE') === 'on',
      now: this.clock.now(),
      components: this.board.all(),
    };
  }
}
