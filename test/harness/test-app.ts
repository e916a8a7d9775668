import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../apps/api/src/app.module.js';
import { createHttpApp } from '../../apps/api/src/platform/server/http-app.js';
import { watchAnswers } from './watch-answers.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { testEnvironment } from './test-environment.js';

/** The whole HTTP process on a database of its own; talk to it with `app.inject`. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  close(): Promise<void>;
}

/**
 * @param overrides further `LEITSTAND_*` variables
 * @param about those that depend on the database
 */
export async function startTestApp(
  overrides: Record<string, string> = {},
  about: (database: TestDatabase) => Record<string, string> = () => ({}),
): Promise<TestApp> {
  const database = await createTestDatabase();
  Object.assign(process.env, testEnvironment(database, { ...overrides, ...about(database) }));
  const app = await createHttpApp(AppModule);
  watchAnswers(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const close = async () => {
    await app.close();
    await database.drop();
  };
  return { app, database, close };
}
