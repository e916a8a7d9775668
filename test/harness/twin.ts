import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../apps/api/src/app.module.js';
import { createHttpApp } from '../../apps/api/src/platform/server/http-app.js';
import { watchAnswers } from './watch-answers.js';

/** A second HTTP process on the servers of the application that was started last. Close it before that one. */
export async function startTwin(): Promise<NestFastifyApplication> {
  const twin = await createHttpApp(AppModule);
  watchAnswers(twin);
  await twin.init();
  await twin.getHttpAdapter().getInstance().ready();
  return twin;
}
