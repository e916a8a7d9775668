import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { AlertSource } from '../../api/contract.js';
import { sourceName } from '../../components/incident/system-name.js';
import {
  alertmanagerLines,
  grafanaUrl,
  signedLines,
  TOKEN_FILE,
  WATCHDOG_RULE,
} from '../../components/source/intake-lines.js';
import { TokenOnceDialog } from '../../forms/token-once-dialog.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { CodeBlock } from '../../ui/code-block.js';
import { CopyText } from '../../ui/copy-text.js';
import { SOURCE_SEARCH } from './search.js';

const ALERTMANAGER_FILE = 'alertmanager.yml';

/** The token, which is only ever made, and the lines for the other side. */
export function ConnectSection({
  source,
  writer,
}: {
  source: AlertSource;
  writer: boolean;
}): ReactElement {
  const t = useT();
  const [{ token }, set] = useUrlState(SOURCE_SEARCH);
  const { slug, tokenPrefix, kind } = source;
  return (
    <section className="ls-section">
      <h2>{t('sources:connect.title')}</h2>
      <div className="ls-stack">
        {writer && (
          <div>
            <p className="ls-small ls-quiet">{t('sources:connect.tokenText')}</p>
            <Button
              variant={tokenPrefix === null ? 'filled' : 'default'}
              onClick={() => set({ token: true })}
            >
              {tokenPrefix === null ? t('sources:token.make') : t('sources:token.renew')}
            </Button>
          </div>
        )}
        <Lines source={source} />
      </div>
      {token && writer && (
        <TokenOnceDialog
          thing={{ name: sourceName(t, slug, source.name), tokenPrefix }}
          send={async () => {
            const { data } = await client.POST('/sources/{slug}/token', {
              params: { path: { slug } },
            });
            return data?.token ?? null;
          }}
          onClose={() => set({ token: false }, { replace: true })}
        >
          {() =>
            kind === 'alertmanager' && (
              <div>
                <p className="ls-small ls-quiet">{t('sources:token.keep')}</p>
                <CopyText text={TOKEN_FILE} />
              </div>
            )
          }
        </TokenOnceDialog>
      )}
    </section>
  );
}

/** What is to be pasted on the other side. */
function Lines({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const { kind, slug, watchdogSeconds } = source;
  const { origin } = location;
  const said = (text: string) => <p className="ls-small ls-quiet">{text}</p>;
  return (
    <>
      {kind === 'alertmanager' && (
        <>
          {said(t('sources:connect.lines', { file: TOKEN_FILE }))}
          <CodeBlock text={alertmanagerLines(source, origin)} label={ALERTMANAGER_FILE} />
        </>
      )}
      {kind === 'grafana' && (
        <>
          {said(t('sources:connect.grafana'))}
          <CodeBlock text={grafanaUrl(origin)} label={t('sources:connect.url')} />
        </>
      )}
      {kind === 'webhook' && (
        <>
          {said(t('sources:connect.webhook'))}
          <CodeBlock text={signedLines(slug, origin)} label={t('sources:connect.shell')} />
        </>
      )}
      {kind === 'alertmanager' && watchdogSeconds !== null && (
        <>
          {said(t('sources:connect.rule'))}
          <CodeBlock text={WATCHDOG_RULE} label={t('sources:connect.ruleLabel')} />
        </>
      )}
    </>
  );
}
