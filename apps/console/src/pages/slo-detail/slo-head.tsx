import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { client } from '../../api/client.js';
import type { SloDetail } from '../../api/contract-slo.js';
import { useCan } from '../../api/use-me.js';
import { AsOf } from '../../components/slo/as-of.js';
import { budgetState, burnState } from '../../api/nouns/slo-state.js';
import { SloTags } from '../../components/slo/slo-tags.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useGo } from '../../hooks/use-go.js';
import { useRulesText } from '../../components/slo/use-rules-text.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { PageHead } from '../../ui/page-head.js';
import { StatusMark } from '../../ui/status-mark.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import { parseSearch } from '../../util/search.js';
import { EarlierLine } from './earlier-line.js';
import { FaultLine } from './fault-line.js';
import { GapsLine } from './gaps-line.js';
import { Neighbours } from './neighbours.js';
import { SeriesLines } from './series-lines.js';
import classes from './slo-detail.module.css';

function Axis({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <span className={classes.axis}>
      <span className={classes.axisName}>{name}</span>
      {children}
    </span>
  );
}

function Facts({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const fact = (name: string, value: ReactNode): ReactElement => (
    <span>
      <span className={classes.factName}>{name}</span> {value}
    </span>
  );
  return (
    <div className={classes.facts}>
      {fact(
        t('slo-detail:service'),
        <AppLink to={paths.subject(slo.subject.slug)} className="ls-link">
          {slo.subject.name}
        </AppLink>,
      )}
      {fact(
        t('slo-detail:team'),
        slo.team ? (
          <AppLink to={paths.team(slo.team.slug)} className="ls-link">
            {slo.team.name}
          </AppLink>
        ) : (
          t('slos:noTeam')
        ),
      )}
      {fact(t('slo-detail:owner'), slo.owner ?? t('slo-detail:noOwner'))}
      {fact(t('slo-detail:territory'), slo.territory)}
      {fact(
        t('slo-detail:runbook'),
        slo.runbookUrl ? (
          <a href={slo.runbookUrl} className="ls-link" rel="noreferrer">
            {new URL(slo.runbookUrl, location.href).host}
          </a>
        ) : (
          t('slo-detail:noRunbook')
        ),
      )}
      <span title={t('slos:asOfLabel')}>
        <span className={classes.factName}>{t('slos:column.evaluated')}</span>{' '}
        <AsOf reading={slo.reading} />
      </span>
      {Object.entries(slo.labels).map(([key, value]) => (
        <AppLink
          key={key}
          to={paths.slos()}
          search={{ label: `${key}=${value}` }}
          className={classes.label}
        >
          <Tag mono>{`${key}=${value}`}</Tag>
        </AppLink>
      ))}
    </div>
  );
}

function Actions({ slo }: { slo: SloDetail }): ReactElement | null {
  const t = useT();
  const go = useGo();
  const [deleting, dialog] = useDisclosure(false);
  if (!useCan('slo:write')) return null;
  return (
    <>
      <Button variant="default" onClick={() => go(paths.sloEdit(slo.slug))}>
        {t('slo-detail:edit')}
      </Button>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <Button variant="default" px={10} aria-label={t('slo-detail:more')}>
            <IconDots size={16} stroke={1.6} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" onClick={dialog.open}>
            {t('slo-detail:delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {deleting && (
        <TypedDelete
          noun="slos"
          thing={slo}
          event="slo.changed"
          send={(request) => client.DELETE('/slos/{slug}', request)}
          leaveTo={paths.slos()}
          onClose={dialog.close}
        />
      )}
    </>
  );
}

/** Why the rules of this version are not in force, or that they cost too much; nothing where all is well. */
function RulesLine({ rules: { state, message } }: Pick<SloDetail, 'rules'>): ReactElement | null {
  const t = useT();
  const text = useRulesText();
  if (message === null) return null;
  const says = {
    failed: 'slo-list:rules.failedHint',
    pending: 'slo-list:rules.waitsHint',
    published: 'slo-list:rules.heavyHint',
  } as const;
  return <p className={classes.rulesFailed}>{t(says[state], { message: text(message) })}</p>;
}

/** Name, the two axes of its state, and who and what it belongs to. */
export function SloHead({ slo, view }: { slo: SloDetail; view: string }): ReactElement {
  const t = useT();
  const list = useMemo(() => parseSearch(view), [view]);
  return (
    <>
      <PageHead
        title={slo.name}
        up={{ to: paths.slos(), label: t('slo-detail:up'), search: list }}
        steps={<Neighbours slug={slo.slug} view={view} />}
        status={
          <>
            <Axis name={t('slo-detail:budgetAxis')}>
              <StatusMark status={budgetState(slo)} size="md" />
            </Axis>
            <Axis name={t('slo-detail:burnAxis')}>
              <StatusMark status={burnState(slo)} size="md" />
            </Axis>
            <SloTags row={slo} />
          </>
        }
        lead={slo.description || undefined}
        actions={<Actions slo={slo} />}
      />
      <FaultLine slo={slo} />
      <Facts slo={slo} />
      <EarlierLine slo={slo} />
      <GapsLine slo={slo} />
      <SeriesLines slug={slo.slug} />
      <RulesLine rules={slo.rules} />
    </>
  );
}
