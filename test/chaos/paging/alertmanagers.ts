import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../harness/test-prometheus.js';
import { until } from '../../harness/until.js';
import { killed } from '../../harness/worker-process.js';
import type { Told } from './deliveries.js';

interface Peer {
  readonly url: string;
  readonly cluster: number;
  child: ChildProcess | null;
}

/** Real Alertmanagers that gossip, and all tell the same intake. */
export class Alertmanagers {
  private readonly dir = mkdtempSync(join(tmpdir(), 'leitstand-chaos-alertmanagers-'));

  private constructor(private readonly peers: readonly Peer[]) {}

  /** @param intake URL; @param token of the source */
  static async begin(count: number, intake: string, token: string): Promise<Alertmanagers> {
    const peers: Peer[] = [];
    for (let i = 0; i < count; i += 1)
      peers.push({
        url: `http://127.0.0.1:${await freePort()}`,
        cluster: await freePort(),
        child: null,
      });
    const all = new Alertmanagers(peers);
    const webhook = { url: intake, http_config: { authorization: { credentials: token } } };
    const route = { receiver: 'leitstand', group_by: ['service'], group_wait: '0s' };
    writeFileSync(
      join(all.dir, 'alertmanager.yml'),
      JSON.stringify({
        route: { ...route, group_interval: '10s', repeat_interval: '30s' },
        receivers: [{ name: 'leitstand', webhook_configs: [webhook] }],
      }),
    );
    peers.forEach((_, i) => all.start(i));
    await until('the Alertmanagers know each other', () => all.know(count), 60_000);
    return all;
  }

  start(i: number): void {
    const peer = this.peers[i];
    if (!peer) return;
    const others = this.peers.filter((other) => other !== peer);
    peer.child = spawn(
      process.env.LEITSTAND_TEST_ALERTMANAGER ?? '',
      [
        `--config.file=${join(this.dir, 'alertmanager.yml')}`,
        `--storage.path=${join(this.dir, String(i))}`,
        `--web.listen-address=${peer.url.replace('http://', '')}`,
        `--cluster.listen-address=127.0.0.1:${peer.cluster}`,
        ...others.map(({ cluster }) => `--cluster.peer=127.0.0.1:${cluster}`),
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
  }

  async kill(i: number): Promise<void> {
    const child = this.peers[i]?.child;
    if (child) await killed(child);
  }

  /** Tells all of them that an alert fires, as Prometheus does; those that are gone hear nothing. */
  async tell({ mark, service, startsAt }: Told): Promise<void> {
    const labels = {
      alertname: 'HighErrorRate',
      severity: 'page',
      service: `service-${service}`,
      territory: 'DE',
    };
    const annotations = { summary: `${mark} answers with errors` };
    const endsAt = new Date(startsAt.getTime() + 3_600_000).toISOString();
    const body = JSON.stringify([
      { labels, annotations, startsAt: startsAt.toISOString(), endsAt },
    ]);
    const headers = { 'content-type': 'application/json' };
    await Promise.all(
      this.peers.map(({ url }) =>
        fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body }).catch(() => null),
      ),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.peers.map((_, i) => this.kill(i)));
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async know(count: number): Promise<boolean> {
    const seen = await Promise.all(
      this.peers.map(async ({ url }) => {
        const answer = await fetch(`${url}/api/v2/status`).catch(() => null);
        if (!answer?.ok) return 0;
        const { cluster } = (await answer.json()) as {
          cluster: { status: string; peers?: readonly unknown[] };
        };
        return cluster.status === 'ready' ? (cluster.peers?.length ?? 0) : 0;
      }),
    );
    return seen.every((peers) => peers === count);
  }
}
