import type { ReactElement } from 'react';
import type { SloDetail } from '../../api/contract-slo.js';
import { readCommand } from '../../components/slo/commands.js';
import { useZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { CodeBlock } from '../../ui/code-block.js';
import { CopyText } from '../../ui/copy-text.js';
import { formatNumber } from '../../util/format/number.js';
import { formatTime } from '../../util/format/time.js';
import { Section } from './section.js';

/** The document this SLO is made from. */
export function DefinitionSection({ slo }: { slo: SloDetail }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const { zone } = useZone();
  return (
    <Section
      title={t('slo-detail:definition.title')}
      tools={
        <div data-print="no">
          <CopyText text={readCommand(slo.slug)} />
        </div>
      }
    >
      {slo.cost && (
        <p className="ls-small">
          {t(costKey(slo.cost), {
            samples: `${slo.cost.complete ? '' : '≥ '}${formatNumber(slo.cost.samples, language)}`,
            seconds: formatNumber(slo.cost.seconds ?? 0, language, 3),
            at: formatTime(new Date(slo.cost.measuredAt), zone, language, 'datetime'),
          })}
        </p>
      )}
      <CodeBlock text={slo.yaml} label={t('slo-detail:definition.copy')} />
    </Section>
  );
}

/** What is said of a cost: nothing known where Prometheus gave up at once, and no time where it told none. */
function costKey({ complete, samples, seconds }: NonNullable<SloDetail['cost']>) {
  if (!complete && samples === 0) return 'slo-detail:definition.gaveUp';
  return seconds === null ? 'slo-detail:definition.cost' : 'slo-detail:definition.costTimed';
}
