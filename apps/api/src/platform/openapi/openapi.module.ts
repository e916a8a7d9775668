import { Module } from '@nestjs/common';
import { ApiDescription } from './api-description.js';
import { OpenApiController } from './openapi.controller.js';

/** The contract of the API over HTTP. */
@Module({ controllers: [OpenApiController], providers: [ApiDescription] })
export class OpenApiModule {}
