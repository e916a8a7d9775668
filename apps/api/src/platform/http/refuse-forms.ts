import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error.js';

const FORM = /^\s*application\/x-www-form-urlencoded\b/i;
const CONFIG = { takesForm: true };

/** For an address that a page without a script posts a form to. */
export const TakesForm = (): MethodDecorator => RouteConfig(CONFIG);

/**
 * The framework reads forms, which hardly anything here takes: their fields would be told to be wrong, and not the type.
 * @throws DomainError `unsupported-media-type`
 */
export async function refuseForms({ headers, routeOptions }: FastifyRequest): Promise<void> {
  const { takesForm } = (routeOptions.config ?? {}) as Partial<typeof CONFIG>;
  if (FORM.test(headers['content-type'] ?? '') && takesForm !== true)
    throw new DomainError(
      'unsupported-media-type',
      'A form is not taken here. Send application/json, or application/yaml where documents are taken.',
    );
}
