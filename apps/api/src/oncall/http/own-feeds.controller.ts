import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { AccessScope } from '../../access/domain/principal.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { slug } from '../documents/schedule-schemas.js';
import type { OwnFeed } from '../domain/feed.js';
import { ListFeeds } from '../use-cases/list-feeds.js';
import { MakeFeed } from '../use-cases/make-feed.js';
import { RevokeFeed } from '../use-cases/revoke-feed.js';

const feedBody = z
  .strictObject({
    schedule: slug.optional().meta({
      description: 'Everybody’s shifts of this schedule; one’s own on every one by default',
    }),
  })
  .meta({ id: 'FeedInput' });
type FeedBody = z.output<typeof feedBody>;

const feedShape = {
  id: z.string(),
  schedule: z
    .object({ slug: z.string(), name: z.string() })
    .nullable()
    .meta({ description: 'null = one’s own shifts, or a schedule that one may not read any more' }),
  own: z.boolean().meta({ description: 'One’s own shifts on every schedule' }),
  createdAt: z.iso.datetime(),
  lastReadAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'When a calendar read it last, to the hour; null = never' }),
};
const feedsSchema = z
  .object({ items: z.array(z.object(feedShape).meta({ id: 'Feed' })) })
  .meta({ id: 'Feeds' });
const madeFeedSchema = z
  .object({ ...feedShape, url: z.string().meta({ description: 'Its address; told this once' }) })
  .meta({ id: 'MadeFeed' });

const feedJson = ({ feed: { id, scheduleId, createdAt, lastReadAt }, schedule }: OwnFeed) => ({
  id,
  schedule: schedule && { slug: schedule.slug, name: schedule.name },
  own: scheduleId === null,
  createdAt,
  lastReadAt,
});

@ApiTags('people')
@Controller('api/v1/me/feeds')
export class OwnFeedsController {
  constructor(
    private readonly listFeeds: ListFeeds,
    private readonly makeFeed: MakeFeed,
    private readonly revokeFeed: RevokeFeed,
  ) {}

  @Get()
  @Requires('self:read')
  @ApiOperation({ summary: 'My calendars of shifts' })
  @Answers(feedsSchema)
  async list(@InScope() scope: AccessScope) {
    return { items: (await this.listFeeds.execute(scope)).map(feedJson) };
  }

  @Post()
  @Requires('self:write')
  @ApiOperation({
    summary: 'Makes a secret address at which calendars read shifts; it is told this once',
  })
  @Answers(madeFeedSchema, 201)
  async make(@InScope() scope: AccessScope, @Body({ schema: feedBody }) body: FeedBody) {
    const { url, ...made } = await this.makeFeed.execute(scope, body.schedule ?? null);
    return { ...feedJson(made), url };
  }

  @Delete(':id')
  @Requires('self:write')
  @ApiOperation({ summary: 'Ends one of my calendars: its address leads nowhere any more' })
  @AnswersNothing()
  revoke(@InScope() scope: AccessScope, @Param('id') id: string): Promise<void> {
    return this.revokeFeed.execute(scope, id);
  }
}
