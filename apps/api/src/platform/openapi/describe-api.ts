import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { sortedKeys } from '#contract';
import { VERSION } from '../telemetry/build-info.js';
import { withCommonParts } from './common-parts.js';
import { convertZod } from './zod-schemas.js';

/**
 * The contract of the public API, read off the controllers and their schemas. The same program gives the same document, to the
 * last byte once printed.
 */
export function describeApi(app: INestApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('Leitstand')
    .setDescription(
      'Objectives, their budgets, the catalog they are about, and the trail of who changed what.',
    )
    .setVersion(VERSION)
    .setOpenAPIVersion('3.0.3')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API token: lst_…' }, 'token')
    .addCookieAuth('leitstand.session_token', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('token')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, head, {
    standardSchemaConverter: convertZod,
    operationIdFactory: operationId,
  });
  return sortedKeys(withCommonParts(document)) as OpenAPIObject;
}

/** The document as it is committed and served. */
export function printApi(document: OpenAPIObject): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** `SubjectsController.put` is `subjects_put`. */
function operationId(controller: string, method: string): string {
  const room = controller.replace(/Controller$/, '');
  return `${room.charAt(0).toLowerCase()}${room.slice(1)}_${method}`;
}
