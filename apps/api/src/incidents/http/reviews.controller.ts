import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersText } from '../../platform/http/answers.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { GetReview } from '../use-cases/get-review.js';
import { ListReviews } from '../use-cases/list-reviews.js';
import { PinEntry } from '../use-cases/pin-entry.js';
import { WriteMarkdown } from '../use-cases/write-markdown.js';
import { WriteReview } from '../use-cases/write-review.js';
import { incidentKey } from './incident.dto.js';
import * as dto from './review.dto.js';

@ApiTags('incidents')
@Controller('api/v1')
export class ReviewsController {
  constructor(
    private readonly pins: PinEntry,
    private readonly reviews: GetReview,
    private readonly writing: WriteReview,
    private readonly lists: ListReviews,
    private readonly texts: WriteMarkdown,
  ) {}

  @Get('reviews')
  @Requires('incident:read')
  @ApiOperation({ summary: 'Reviews of incidents, those of the newest first' })
  @Answers(dto.reviewPage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: dto.reviewQuery }) { cursor, limit, ...filter }: dto.ReviewQuery,
  ) {
    const before = cursor === undefined ? undefined : Number(cursor);
    return pageJson(
      await this.lists.execute(scope, { ...filter, before }, limit),
      dto.listedReviewJson,
    );
  }

  @Post('incidents/:id/pins')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({
    summary: 'Pins an entry of the timeline, which the review shows then, or takes the pin out',
  })
  @Answers(dto.pinsSchema)
  async pin(
    @InScope() scope: Scope,
    @Param('id', { schema: incidentKey }) key: string,
    @Body({ schema: dto.pinBody }) { seq, pinned }: dto.PinBody,
  ) {
    return { pinned: await this.pins.execute(scope, key, seq, pinned) };
  }

  @Get('incidents/:id/review')
  @Requires('incident:read')
  @ApiOperation({
    summary:
      'The review of an incident: what people wrote, and what is known; of one that is published, as it was then',
  })
  @Answers(dto.reviewSchema)
  async one(@Param('id', { schema: incidentKey }) key: string, @Asks() asked: Asked) {
    return asked.shown(dto.reviewJson(await this.reviews.execute(asked.scope, key)));
  }

  @Put('incidents/:id/review')
  @Requires('incident:respond')
  @ApiOperation({
    summary:
      'Begins the review of an incident that is resolved, or writes on it; sections left out keep their text. Of one that is published it makes another edition',
  })
  @Answers(dto.reviewSchema, 200, 201)
  async write(
    @Param('id', { schema: incidentKey }) key: string,
    @Body({ schema: dto.reviewBody }) { sections }: dto.ReviewBody,
    @Asks() asked: Asked,
  ) {
    const texts = Object.fromEntries(
      Object.entries(sections).filter(([, text]) => text !== undefined),
    );
    const { scope, expected } = asked;
    const outcome = await this.writing.execute(scope, key, expected, { sections: texts });
    return asked.shown(dto.reviewJson(await this.reviews.execute(scope, key)), outcome);
  }

  @Post('incidents/:id/review/state')
  @Requires('incident:resolve')
  @Repeatable()
  @ApiOperation({
    summary: 'Hands a draft in for review, takes it back, or publishes what was reviewed',
  })
  @Answers(dto.reviewSchema)
  async move(
    @Param('id', { schema: incidentKey }) key: string,
    @Body({ schema: dto.reviewStateBody }) { state }: dto.ReviewStateBody,
    @Asks() asked: Asked,
  ) {
    const { scope, expected } = asked;
    await this.writing.execute(scope, key, expected, { state });
    return asked.shown(dto.reviewJson(await this.reviews.execute(scope, key)));
  }

  @Get('incidents/:id/review/editions/:edition')
  @Requires('incident:read')
  @ApiOperation({ summary: 'A review as it was published once' })
  @Answers(dto.reviewSchema)
  async edition(
    @InScope() scope: Scope,
    @Param('id', { schema: incidentKey }) key: string,
    @Param('edition', { schema: dto.editionParam }) edition: number,
  ) {
    return dto.reviewJson(await this.reviews.execute(scope, key, edition));
  }

  @Get('incidents/:id/review/markdown')
  @Requires('incident:read')
  @ApiOperation({ summary: 'The review of an incident as Markdown, with its action items' })
  @AnswersText('text/markdown')
  markdown(
    @InScope() scope: Scope,
    @Param('id', { schema: incidentKey }) key: string,
    @Query({ schema: dto.markdownQuery }) { language, timeZone }: dto.MarkdownQuery,
  ): Promise<string> {
    return this.texts.execute(scope, key, { locale: language, timeZone: timeZone ?? null });
  }
}
