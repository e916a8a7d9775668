import { Injectable, type INestApplication } from '@nestjs/common';
import type { JsonText } from '../kernel/json-text.js';
import { describeApi, printApi } from './describe-api.js';

/** The contract of the running program, described once it is first asked for. */
@Injectable()
export class ApiDescription {
  private app: INestApplication | null = null;
  private printed: JsonText<Record<string, unknown>> | null = null;

  /** @param app the application to describe; it cannot be injected, since it holds this */
  of(app: INestApplication): void {
    this.app = app;
  }

  get text(): JsonText<Record<string, unknown>> {
    if (!this.app) throw new Error('no application to describe');
    this.printed ??= printApi(describeApi(this.app)) as JsonText<Record<string, unknown>>;
    return this.printed;
  }
}
