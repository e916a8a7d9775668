import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestDatabase } from './test-database.js';
import { testRedisUrl } from './test-redis.js';

/**
 * The settings of an application under test, ready for `Settings.fromEnvironment`.
 * @param overrides further `LEITSTAND_*` variables
 */
export function testEnvironment(
  database: TestDatabase,
  overrides: Record<string, string> = {},
): Record<string, string> {
  return {
    LEITSTAND_DATABASE_URL: database.appUrl,
    LEITSTAND_DATABASE_OWNER_URL: database.ownerUrl,
    LEITSTAND_REDIS_URL: testRedisUrl(),
    LEITSTAND_PROMETHEUS_URL: 'http://127.0.0.1:1',
    LEITSTAND_SAMPLE_URL: 'http://127.0.0.1:1', // never the shop of an instance that happens to run on this machine
    LEITSTAND_SECRET: 'a secret that only tests use, 32 characters or more',
    LEITSTAND_RULES_DIR: mkdtempSync(join(tmpdir(), 'leitstand-rules-')),
    LEITSTAND_AUDIT_DIR: mkdtempSync(join(tmpdir(), 'leitstand-audit-')),
    LEITSTAND_TRUSTED_PROXIES: '127.0.0.1', // from which tests send, as if for others
    LEITSTAND_LOG_LEVEL: 'silent',
    ...(process.env.LEITSTAND_TEST_PROMTOOL
      ? { LEITSTAND_PROMTOOL: process.env.LEITSTAND_TEST_PROMTOOL }
      : {}),
    LEITSTAND_RATE_LIMIT: '1000000',
    ...overrides,
  };
}
