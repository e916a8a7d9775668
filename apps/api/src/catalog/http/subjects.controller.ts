import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { TakesDocument } from '../../platform/http/body-limits.js';
import { Asked, Asks, pageJson } from '../../platform/http/asked.js';
import { Revalidated } from '../../platform/http/caching.js';
import { slugParam } from '../../platform/http/common-schemas.js';
import { InScope, Requires } from '../../platform/http/requires.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { deletionSchema } from '../../platform/http/deletion-schema.js';
import { Subjects } from '../use-cases/subjects.js';
import {
  draftOf,
  subjectBody,
  subjectJson,
  subjectPage,
  subjectQuery,
  subjectSchema,
  type SubjectBody,
  type SubjectQuery,
} from './subject.dto.js';

@ApiTags('catalog')
@Controller('api/v1/subjects')
export class SubjectsController {
  constructor(private readonly subjects: Subjects) {}

  @Get()
  @Revalidated('private')
  @Requires('subject:read')
  @ApiOperation({
    summary: 'Services, data stores, environments, external dependencies and websites, by name',
  })
  @Answers(subjectPage)
  async list(@InScope() scope: Scope, @Query({ schema: subjectQuery }) query: SubjectQuery) {
    return pageJson(await this.subjects.list(scope, query), subjectJson);
  }

  @Get(':slug')
  @Revalidated('private')
  @Requires('subject:read')
  @ApiOperation({ summary: 'One subject with its neighbours' })
  @Answers(subjectSchema)
  async one(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked) {
    return asked.shown(subjectJson(await this.subjects.one(asked.scope, slug)));
  }

  @Put(':slug')
  @TakesDocument()
  @Requires('subject:write')
  @ApiOperation({ summary: 'Creates or changes a subject; fields left out keep their value' })
  @Answers(subjectSchema, 200, 201)
  async put(
    @Param('slug', { schema: slugParam }) slug: string,
    @Body({ schema: subjectBody }) body: SubjectBody,
    @Asks() asked: Asked,
  ) {
    const { view, outcome } = await this.subjects.put(asked, slug, (before) =>
      draftOf(body, before),
    );
    return asked.shown(subjectJson(view), outcome);
  }

  @Get(':slug/deletion')
  @Requires('subject:write')
  @ApiOperation({
    summary: 'What deleting a subject would change besides; refused as the deletion would be',
  })
  @Answers(deletionSchema)
  async deletion(@InScope() scope: Scope, @Param('slug', { schema: slugParam }) slug: string) {
    return { changes: await this.subjects.wouldDelete(scope, slug) };
  }

  @Delete(':slug')
  @Requires('subject:write')
  @ApiOperation({ summary: 'Deletes a subject that nothing refers to any more' })
  @AnswersNothing()
  delete(@Param('slug', { schema: slugParam }) slug: string, @Asks() asked: Asked): Promise<void> {
    return this.subjects.delete(asked, slug);
  }
}
