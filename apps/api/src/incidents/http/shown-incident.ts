import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { GetIncident, type IncidentDetail } from '../use-cases/get-incident.js';
import { incidentDetailJson } from './incident.dto.js';

/** Answers with an incident as it is after a write. */
@Injectable()
export class ShownIncident {
  constructor(
    private readonly details: GetIncident,
    private readonly settings: Settings,
  ) {}

  /** @param key id or number; @throws DomainError `not-found` */
  async read(scope: Scope, key: string) {
    return this.json(await this.details.execute(scope, key));
  }

  json(detail: IncidentDetail) {
    const { publicUrl } = this.settings;
    return incidentDetailJson(detail, {
      prometheus: this.settings.get('PROMETHEUS_URL'),
      publicUrl,
    });
  }
}
