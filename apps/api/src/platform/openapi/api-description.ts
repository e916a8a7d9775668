import { Injectable, type INestApplication } from '@nestjs/common';
import { describeApi, printApi } from './describe-api.js';

/** The contract of the running program, described once it is first asked for. */
@Injectable()
export class ApiDescription {
  private app: INestApplication | null = null;
  private printed: string | null = null;

  /** @param app the application to describe; it cannot be injected, since it holds this */
  of(app: INestApplication): void {
    this.app = app;
  }

  get text(): string {
    if (!this.app) throw new Error('no application to describe');
    this.printed ??= printApi(describeApi(this.app));
    return this.printed;
  }
}
