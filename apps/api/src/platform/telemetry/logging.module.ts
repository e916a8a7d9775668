import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { Settings } from '../config/settings.js';

const REDACT = ['req.headers.authorization', 'req.headers.cookie', 'res.headers["set-cookie"]', '*.password', '*.token', '*.secret'];

/** JSON logs on standard output with request and trace ids; secrets and tokens in URLs never reach them. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        pinoHttp: {
          level: settings.get('LOG_LEVEL'),
          redact: { paths: REDACT, censor: '[redacted]' },
          autoLogging: { ignore: (request) => /^\/(livez|readyz|healthz|assets\/)/.test(request.url ?? '') },
          customLogLevel: (_request, response, error) => (error ?? response.statusCode >= 500 ? 'error' : 'info'),
          serializers: { req: (request: { id: string; method: string; url: string }) => ({ id: request.id, method: request.method, url: withoutSecrets(request.url) }) },
        },
      }),
    }),
  ],
})
export class LoggingModule {}

/** One-time links carry their token in the query: only the parameter's name is logged. */
export function withoutSecrets(url: string): string {
  return url.replace(/([?&](?:token|code|state)=)[^&]*/gi, '$1[redacted]');
}
