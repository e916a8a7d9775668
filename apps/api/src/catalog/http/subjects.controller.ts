import { Body, Controller, Delete, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Revalidated } from '../../platform/http/caching.js';
import { ExpectedVersion, type Expected } from '../../platform/http/if-match.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import type { Page } from '#contract';
import { DeleteResource } from '../use-cases/delete-resource.js';
import { FindSubjects } from '../use-cases/find-subjects.js';
import { SaveResource } from '../use-cases/save-resource.js';
import { Subjects } from '../use-cases/subjects.js';
import { slugParam } from './catalog.dto.js';
import { stamp } from '../../platform/http/entity-tag.js';
import {
  draftOf,
  subjectBody,
  subjectJson,
  subjectPage,
  subjectQuery,
  subjectSchema,
  type SubjectBody,
  type SubjectJson,
  type SubjectQuery,
} from './subject.dto.js';

@ApiTags('catalog')
@Controller('api/v1/subjects')
export class SubjectsController {
  constructor(
    private readonly find: FindSubjects,
    private readonly save: SaveResource,
    private readonly remove: DeleteResource,
    private readonly subjects: Subjects,
  ) {}

  @Get()
  @Revalidated('private')
  @Requires('subject:read')
  @ApiOperation({
    summary: 'Services, data stores, environments, external dependencies and websites, by name',
  })
  @Answers(subjectPage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: subjectQuery }) { limit, cursor, ...filter }: SubjectQuery,
  ): Promise<Page<SubjectJson>> {
    const { items, nextCursor } = await this.find.execute(
      scope,
      { ...filter, after: cursor },
      limit,
    );
    return { items: items.map(subjectJson), nextCursor };
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('subject:read')
  @ApiOperation({ summary: 'One subject with its neighbours' })
  @Answers(subjectSchema)
  async one(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectJson> {
    const found = await this.find.one(scope, slug);
    stamp(reply, found.subject.version);
    return subjectJson(found);
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('subject:write')
  @ApiOperation({ summary: 'Creates or changes a subject; fields left out keep their value' })
  @Answers(subjectSchema, 200, 201)
  async put(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: subjectBody }) body: SubjectBody,
    @ExpectedVersion() expected: Expected,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubjectJson> {
    const { outcome } = await this.save.execute(
      scope,
      this.subjects,
      slug,
      (before) => draftOf(body, before),
      expected,
    );
    const found = await this.find.one(scope, slug);
    stamp(reply, found.subject.version, outcome === 'created');
    return subjectJson(found);
  }

  @Delete(':slug')
  @Requires('subject:write')
  @ApiOperation({ summary: 'Deletes a subject that nothing refers to any more' })
  @AnswersNothing()
  async delete(
    @InScope() scope: Scope,
    @Param('slug', { schema: slugParam }) slug: string,
    @ExpectedVersion() expected: Expected,
  ): Promise<void> {
    await this.remove.execute(scope, this.subjects, slug, expected);
  }
}
