import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AnswersStream } from '../http/answers.js';
import { Requires } from '../http/requires.js';
import { LiveHub } from './live-hub.js';

@ApiTags('live')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly hub: LiveHub) {}

  @Get()
  @Requires('self:read')
  @ApiOperation({ summary: 'Server-sent events: what changed, as far as I may see it' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Resumes after this event' })
  @AnswersStream('text/event-stream')
  async stream(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.hub.open(request.headers, reply.raw, () => {
      reply.hijack();
      return reply.getHeaders();
    });
  }
}
