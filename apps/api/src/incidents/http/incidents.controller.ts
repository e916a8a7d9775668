import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../../platform/http/answers.js';
import { Revalidated } from '../../platform/http/caching.js';
import { CountedApart } from '../../platform/http/counted-apart.js';
import { stamp } from '../../platform/http/entity-tag.js';
import { AlsoForGuests, InScope, Requires } from '../../platform/http/requires.js';
import { Repeatable, Replayable } from '../../platform/idempotency/replayable.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { AcknowledgeIncident } from '../use-cases/acknowledge-incident.js';
import { AddNote } from '../use-cases/add-note.js';
import { DeclareIncident } from '../use-cases/declare-incident.js';
import { GetIncident } from '../use-cases/get-incident.js';
import { ListIncidents } from '../use-cases/list-incidents.js';
import { ListSimilar } from '../use-cases/list-similar.js';
import { ReopenIncident } from '../use-cases/reopen-incident.js';
import { ResolveIncident } from '../use-cases/resolve-incident.js';
import { UnacknowledgeIncident } from '../use-cases/unacknowledge-incident.js';
import * as dto from './incident.dto.js';
import { ShownIncident } from './shown-incident.js';

@ApiTags('incidents')
@Controller('api/v1/incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: ListIncidents,
    private readonly details: GetIncident,
    private readonly declaration: DeclareIncident,
    private readonly acknowledgement: AcknowledgeIncident,
    private readonly unacknowledgement: UnacknowledgeIncident,
    private readonly resolution: ResolveIncident,
    private readonly reopening: ReopenIncident,
    private readonly notes: AddNote,
    private readonly like: ListSimilar,
    private readonly shown: ShownIncident,
  ) {}

  @Get()
  @Requires('incident:read')
  @Revalidated('private')
  @ApiOperation({ summary: 'Incidents, newest first' })
  @Answers(dto.incidentPage)
  async list(
    @InScope() scope: Scope,
    @Query({ schema: dto.incidentQuery }) query: dto.IncidentQuery,
  ) {
    const { state, cursor, limit, ...filter } = query;
    const before = cursor === undefined ? undefined : Number(cursor);
    const narrowed = { ...filter, states: dto.statesOf(state), before };
    const { items, nextCursor } = await this.incidents.execute(scope, narrowed, limit);
    return { items: items.map(dto.incidentJson), nextCursor };
  }

  @Post()
  @Requires('incident:respond')
  @Replayable()
  @ApiOperation({ summary: 'Declares an incident, without an alert' })
  @Answers(dto.incidentDetailSchema, 201)
  async declare(
    @InScope() scope: Scope,
    @Body({ schema: dto.declarationBody }) body: dto.DeclarationBody,
  ) {
    const { id } = await this.declaration.execute(scope, body);
    return this.shown.read(scope, id);
  }

  @Get(':id')
  @Requires('incident:read')
  @AlsoForGuests()
  @Revalidated('private')
  @ApiOperation({ summary: 'One incident with its alerts, by its id or as INC-17' })
  @Answers(dto.incidentDetailSchema)
  async one(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const detail = await this.details.execute(scope, key);
    stamp(reply, detail.incident.version);
    return this.shown.json(detail);
  }

  @Get(':id/timeline')
  @Requires('incident:read')
  @AlsoForGuests()
  @ApiOperation({
    summary:
      'What happened to an incident, oldest first; brokenAt names the first entry that is not as it was written',
  })
  @Answers(dto.timelineSchema)
  async timeline(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Query({ schema: dto.timelineQuery }) { cursor, limit }: dto.TimelineQuery,
  ) {
    const { items, ...page } = await this.details.timeline(scope, key, Number(cursor ?? 0), limit);
    return { items: items.map(dto.eventJson), ...page };
  }

  @Get(':id/similar')
  @Requires('incident:read')
  @ApiOperation({
    summary:
      'What happened before that was like an incident: when, for how long, who ended it, and the last thing that was written down',
  })
  @Answers(dto.similarSchema)
  async similar(@InScope() scope: Scope, @Param('id', { schema: dto.incidentKey }) key: string) {
    return { items: (await this.like.execute(scope, key)).map(dto.similarJson) };
  }

  @Post(':id/acknowledgement')
  @Requires('incident:respond')
  @AlsoForGuests()
  @CountedApart('acknowledgement')
  @Repeatable()
  @ApiOperation({ summary: 'Takes an incident on; the first one counts' })
  @Answers(dto.incidentDetailSchema)
  async acknowledge(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
  ) {
    return this.shown.read(scope, (await this.acknowledgement.execute(scope, key)).id);
  }

  @Post(':id/unacknowledgement')
  @Requires('incident:respond')
  @Repeatable()
  @ApiOperation({ summary: 'Nobody is on an incident any more' })
  @Answers(dto.incidentDetailSchema)
  async unacknowledge(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
  ) {
    return this.shown.read(scope, (await this.unacknowledgement.execute(scope, key)).id);
  }

  @Post(':id/resolution')
  @Requires('incident:resolve')
  @Repeatable()
  @ApiOperation({
    summary:
      'Resolves an incident; despiteFiring where its alerts still fire and shall page no more',
  })
  @Answers(dto.incidentDetailSchema)
  async resolve(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: dto.resolutionBody }) body: dto.ResolutionBody,
  ) {
    return this.shown.read(scope, (await this.resolution.execute(scope, key, body)).id);
  }

  @Post(':id/reopening')
  @Requires('incident:resolve')
  @Repeatable()
  @ApiOperation({ summary: 'An incident is not over after all' })
  @Answers(dto.incidentDetailSchema)
  async reopen(@InScope() scope: Scope, @Param('id', { schema: dto.incidentKey }) key: string) {
    return this.shown.read(scope, (await this.reopening.execute(scope, key)).id);
  }

  @Post(':id/notes')
  @Requires('incident:respond')
  @AlsoForGuests()
  @Replayable()
  @ApiOperation({ summary: 'Writes something down in the timeline of an incident' })
  @Answers(dto.incidentDetailSchema, 201)
  async note(
    @InScope() scope: Scope,
    @Param('id', { schema: dto.incidentKey }) key: string,
    @Body({ schema: dto.noteBody }) { text }: dto.NoteBody,
  ) {
    return this.shown.read(scope, (await this.notes.execute(scope, key, text)).id);
  }
}
