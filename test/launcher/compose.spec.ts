import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';

interface Prometheus {
  global: object;
  scrape_configs: { job_name: string }[];
}
interface Alertmanager {
  receivers: { webhook_configs: { http_config: { authorization: object } }[] }[];
}
interface Compose {
  configs: { prometheus: { content: string }; alertmanager: { content: string } };
}

const program = async <T>(file: string): Promise<T> =>
  (await import(pathToFileURL(resolve('scripts/lib', file)).href)) as T;
const byName = ({ scrape_configs }: Prometheus) =>
  scrape_configs.toSorted((a, b) => a.job_name.localeCompare(b.job_name));

describe('compose.yaml', () => {
  it('has Prometheus scrape what the private one scrapes', async () => {
    const { readSettings } = await program<{ readSettings: (env: object) => object }>(
      'settings.mjs',
    );
    const { prometheusConfig } = await program<{ prometheusConfig: (settings: object) => string }>(
      'prometheus.mjs',
    );
    const own = parse(prometheusConfig(readSettings({}))) as Prometheus;
    const compose = parse(readFileSync('compose.yaml', 'utf8')) as Compose;
    const composed = parse(compose.configs.prometheus.content) as Prometheus;
    // Whoever runs containers writes compose.yaml itself, and needs no folder beside it.
    const ours = own.scrape_configs.filter((one) => one.job_name !== 'targets');
    expect(byName(composed)).toEqual(byName({ ...own, scrape_configs: ours }));
    expect(composed.global).toEqual(own.global);
  });

  it('has Alertmanager tell us as the private one does, with a token that the settings above name', async () => {
    const { alertmanagerConfig } = await program<{
      alertmanagerConfig: (url: string, tokenFile: string) => string;
    }>('alertmanager.mjs');
    const url = 'http://127.0.0.1:4700/api/v1/integrations/alertmanager';
    const own = parse(alertmanagerConfig(url, '/token')) as Alertmanager;
    const text = readFileSync('compose.yaml', 'utf8');
    const composed = parse((parse(text) as Compose).configs.alertmanager.content) as Alertmanager;
    const token = /LEITSTAND_INTAKE_TOKEN=(\S+)/.exec(text)?.[1];
    const http = own.receivers[0]?.webhook_configs[0]?.http_config;
    expect(http?.authorization).toEqual({ credentials_file: '/token' });
    Object.assign(http ?? {}, { authorization: { credentials: token } });
    expect(composed).toEqual(own);
  });

  it('is not all: the private one brings the token that metrics ask for, to where they listen', async () => {
    const { readSettings } = await program<{ readSettings: (env: object) => object }>(
      'settings.mjs',
    );
    const { prometheusConfig } = await program<{ prometheusConfig: (settings: object) => string }>(
      'prometheus.mjs',
    );
    const settings = readSettings({
      LEITSTAND_HOST: '192.0.2.7',
      LEITSTAND_METRICS_HOST: '::',
      LEITSTAND_METRICS_TOKEN: 'a "token" of more',
    });
    const { scrape_configs } = parse(prometheusConfig(settings)) as Prometheus;
    const ours = scrape_configs.filter((one) => one.job_name.startsWith('leitstand-'));
    const authorization = { credentials: 'a "token" of more' };
    expect(ours).toEqual([
      {
        job_name: 'leitstand-api',
        authorization,
        static_configs: [{ targets: ['127.0.0.1:4701'] }],
      },
      {
        job_name: 'leitstand-worker',
        authorization,
        static_configs: [{ targets: ['192.0.2.7:4702'] }],
      },
    ]);
  });

  it('has Alertmanager tell us as the private one does, with a token that the settings above name', async () => {
    const { alertmanagerConfig } = await program<{
      alertmanagerConfig: (url: string, tokenFile: string) => string;
    }>('alertmanager.mjs');
    const url = 'http://127.0.0.1:4700/api/v1/integrations/alertmanager';
    const own = parse(alertmanagerConfig(url, '/token')) as Alertmanager;
    const text = readFileSync('compose.yaml', 'utf8');
    const composed = parse((parse(text) as Compose).configs.alertmanager.content) as Alertmanager;
    const token = /LEITSTAND_INTAKE_TOKEN=(\S+)/.exec(text)?.[1];
    const http = own.receivers[0]?.webhook_configs[0]?.http_config;
    expect(http?.authorization).toEqual({ credentials_file: '/token' });
    Object.assign(http ?? {}, { authorization: { credentials: token } });
    expect(composed).toEqual(own);
  });

  it('is not all: the private one scrapes what the files of a folder name, under the job that they give', async () => {
    const { readSettings } = await program<{
      readSettings: (env: object) => { paths: { targets: string } };
    }>('settings.mjs');
    const { prometheusConfig } = await program<{ prometheusConfig: (settings: object) => string }>(
      'prometheus.mjs',
    );
    const settings = readSettings({});
    const { scrape_configs } = parse(prometheusConfig(settings)) as Prometheus;
    const files = ['yaml', 'yml', 'json'].map((end) => `${settings.paths.targets}/*.${end}`);
    expect(scrape_configs.find((one) => one.job_name === 'targets')).toEqual({
      job_name: 'targets',
      file_sd_configs: [{ files, refresh_interval: '30s' }],
    });
  });
});
