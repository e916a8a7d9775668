import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { describeApi, printApi } from './platform/openapi/describe-api.js';

/** The text of `docs/openapi.json`. Nothing is started or connected for it: the application is only looked at. */
export async function openApiText(): Promise<string> {
  const app = await NestFactory.create(AppModule, new FastifyAdapter(), {
    preview: true,
    logger: ['error'],
    abortOnError: false,
  });
  return printApi(describeApi(app));
}
