import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Settings } from '../config/settings.js';
import { processLog } from './log-destination.js';
import { withoutSecretPath } from './secret-paths.js';

const REDACT = ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie'];

interface LoggedRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

/** JSON logs on standard output, one line a request, with request and trace ids; headers and secrets in URLs never reach them. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        forRoutes: ['{*path}'],
        pinoHttp: {
          stream: processLog,
          level: settings.get('LOG_LEVEL'),
          redact: { paths: REDACT, censor: '[redacted]' },
          autoLogging: {
            ignore: (request) => isNoise(request),
          },
          customLogLevel: (_request, { statusCode }, error) => levelOf(statusCode, error),
          serializers: {
            req: ({ id, method, url }: LoggedRequest) => ({ id, method, url: withoutSecrets(url) }),
            res: ({ statusCode }: { readonly statusCode: number }) => ({ statusCode }),
          },
        },
      }),
    }),
  ],
})
export class LoggingModule {}

/** Probes and files come by the thousand and tell nothing. Middleware sees a path of which its own mount point was taken off. */
export function isNoise({
  url,
  originalUrl = url,
}: {
  readonly url?: string | undefined;
  readonly originalUrl?: string | undefined;
}): boolean {
  return /^\/(?:(?:livez|readyz|healthz)(?:[?/]|$)|assets\/)/.test(originalUrl ?? '');
}

/** Our own faults are errors; a server that is unavailable is a warning. */
export function levelOf(status: number, error: Error | undefined): 'info' | 'warn' | 'error' {
  if (status === 503) return 'warn';
  return error !== undefined || status >= 500 ? 'error' : 'info';
}

/** Parameters whose values say nothing of anybody; whatever else stands in a query may be a secret, under whatever name it was sent. */
const HARMLESS = new Set(
  'at budget burn dryRun format from kind lang limit order prune rules sort territory to'.split(
    ' ',
  ),
);

/** A URL for the log: of its query the names of parameters, and the values of harmless ones. */
export function withoutSecrets(url: string): string {
  const [whole = '', ...query] = url.split('?');
  const path = withoutSecretPath(whole);
  if (query.length === 0) return path;
  const parameters = query
    .join('?')
    .split('&')
    .map((parameter) => {
      const [name = '', ...value] = parameter.split('=');
      if (value.length === 0) return '[redacted]';
      const plain = HARMLESS.has(name) && /^[\w.:+%,-]{0,40}$/.test(value.join('='));
      return plain ? parameter : `${name}=[redacted]`;
    });
  return `${path}?${parameters.join('&')}`;
}
