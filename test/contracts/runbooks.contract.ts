import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseExpression } from '#slo';
import { ABOUT_ITSELF } from '../../apps/api/src/incidents/domain/own-rules.js';
import { projectRoot } from '../../apps/api/src/platform/config/project-root.js';
import type { ComponentName } from '../../apps/api/src/platform/health/status-board.js';
import { nameOf } from '../../apps/cli/src/command/command.js';
import { COMMANDS } from '../../apps/cli/src/commands.js';
import { SETTINGS_TABS } from '../../apps/console/src/util/paths.js';

interface Rule {
  readonly alert?: string;
  readonly expr?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const inRoot = (path: string) => join(projectRoot(), path);
const text = (path: string) => readFileSync(inRoot(path), 'utf8');

function alertsOf(path: string): Rule[] {
  const { groups } = parse(text(path)) as { groups: { rules: Rule[] }[] };
  return groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);
}

const ruleFiles = readdirSync(inRoot('alerts/rules'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => `alerts/rules/${file}`);
const alerts = [...ruleFiles, 'libs/slo/test/golden/out-fleet.yaml'].flatMap(alertsOf);
const names = [...new Set(alerts.map(({ alert = '' }) => alert))];
const pages = readdirSync(inRoot('docs/runbooks')).filter((file) => file.endsWith('.md'));

/** Everything in the pages that matches, with its first group. */
const found = (pattern: RegExp) =>
  pages.flatMap((page) =>
    [...text(`docs/runbooks/${page}`).matchAll(pattern)].map(([, group = '']) => group),
  );

describe('what an instance raises about itself', () => {
  it('is known by name, so that its absence is no end', () => {
    const about = ruleFiles.flatMap(alertsOf).map(({ alert = '' }) => alert);
    expect([...ABOUT_ITSELF, 'Watchdog'].toSorted()).toEqual([...new Set(about)].toSorted());
  });
});

/** Which alert tells of a component that is down and stays so; one that is new does not compile without it. */
const TOLD_BY: Record<ComponentName, string> = {
  postgres: 'LeitstandPagerUnhealthy',
  worker: 'LeitstandPagerUnhealthy',
  pager: 'LeitstandPagerUnhealthy',
  redis: 'LeitstandComponentDown',
  queue: 'LeitstandComponentDown',
  prometheus: 'LeitstandComponentDown',
  alertmanager: 'LeitstandComponentDown',
  clocks: 'LeitstandComponentDown',
  evaluation: 'LeitstandComponentDown',
  rules: 'LeitstandRulesMissing',
  ledger: 'LeitstandLedgerStale',
  audit: 'LeitstandAuditBroken',
  disk: 'LeitstandDiskLow',
};

describe('a component that is down', () => {
  it.each(Object.entries(TOLD_BY))('%s: %s tells of it', (component, alert) => {
    const own = ruleFiles.flatMap(alertsOf).filter((rule) => rule.alert === alert);
    expect(own.length).toBeGreaterThan(0);
    if (alert !== 'LeitstandComponentDown') return;
    const pattern = /component=~"([^"]+)"/.exec(own[0]?.expr ?? '')?.[1];
    expect(pattern?.split('|')).toContain(component);
  });
});

describe('runbooks', () => {
  it('are there for every alert, and for nothing else', () => {
    expect(names.length).toBeGreaterThanOrEqual(15);
    expect(pages.toSorted()).toEqual(names.map((name) => `${name.toLowerCase()}.md`).toSorted());
  });

  it.each(names)('%s: what it means, what it does, where to look, what helps', (name) => {
    const lines = text(`docs/runbooks/${name.toLowerCase()}.md`).split('\n');
    expect(lines[0]).toBe(`# ${name}`);
    expect(lines.filter((line) => line.startsWith('## '))).toEqual([
      '## Meaning',
      '## Impact',
      '## Diagnosis',
      '## Mitigation',
    ]);
    for (const [at, line] of lines.entries())
      if (line.startsWith('## ')) expect(lines[at + 1]?.trim()).toMatch(/^\S.+/);
  });

  describe.each(pages)('%s in German', (page) => {
    const [english, german] = [text(`docs/runbooks/${page}`), text(`docs/runbooks/de/${page}`)];
    const all = (pattern: RegExp, of: string) => [...of.matchAll(pattern)].map(([whole]) => whole);
    const prose = (of: string) => of.replaceAll(/```[^]*?```/g, '');

    it('has the same title and sections', () => {
      const headings = all(/^#.*/gm, prose(german));
      expect(headings).toEqual([
        all(/^# .*/gm, english)[0],
        '## Bedeutung',
        '## Auswirkung',
        '## Diagnose',
        '## Abhilfe',
      ]);
    });

    it('has the same commands and queries, in the same places', () => {
      expect(all(/```[^]*?```/g, german)).toEqual(all(/```[^]*?```/g, english));
    });

    it('names the same settings and pages, in as many steps', () => {
      for (const pattern of [/`[^`]+`/g, /\]\([^)]+\)/g])
        expect([...new Set(all(pattern, prose(german)))].toSorted()).toEqual(
          [...new Set(all(pattern, prose(english)))].toSorted(),
        );
      const steps = /^(?:\d\.|-) /gm;
      expect(all(steps, prose(german))).toEqual(all(steps, prose(english)));
    });
  });

  it('are there in German for every alert, and for nothing else', () => {
    expect(readdirSync(inRoot('docs/runbooks/de')).toSorted()).toEqual(pages.toSorted());
  });

  it.each(['README.md', ...pages.map((page) => `docs/runbooks/${page}`)])(
    '%s: where limits of samples help, those of time do, too',
    (path) => {
      const limits = (of: string) => text(path).includes(`LEITSTAND_RULES_${of}_PER_SLO`);
      expect(limits('TIME')).toBe(limits('SAMPLES'));
    },
  );

  it('are where the alerts say', () => {
    for (const { alert = '', annotations } of alerts)
      expect(annotations?.runbook_url).toMatch(
        new RegExp(`/runbooks/leitstand/${alert.toLowerCase()}({{ end }})?$`),
      );
  });

  it('stand beside a tab of the settings that is there', () => {
    const named = alerts.flatMap(
      ({ annotations }) =>
        /\/settings\/([^?#{]+)$/.exec(annotations?.dashboard_url ?? '')?.[1] ?? [],
    );
    const tabs: readonly string[] = SETTINGS_TABS;
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((tab) => !tabs.includes(tab))).toEqual([]);
  });

  it('refer to each other by names that exist', () => {
    const links = found(/\]\(([^)]+)\)/g);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !pages.includes(link))).toEqual([]);
  });

  it('say PromQL that parses and commands that exist', () => {
    const queries = found(/```promql\n([^`]+)```/g).flatMap((block) => block.trim().split('\n'));
    expect(queries.length).toBeGreaterThan(30);
    expect(queries.filter((query) => !parseExpression(query).ok)).toEqual([]);
    const commands = found(/\bleitstand ((?:slo|catalog|audit|config) [a-z]+|status)\b/g);
    expect(commands.length).toBeGreaterThan(20);
    expect(
      commands.filter((command) => !COMMANDS.some((known) => nameOf(known) === command)),
    ).toEqual([]);
  });
});
