import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import type { AlertSource } from '../../api/contract.js';
import { mayIn } from '../../api/nouns/authority.js';
import { sourceOf } from '../../api/source-queries.js';
import { useMe } from '../../api/use-me.js';
import { sourceName } from '../../components/incident/system-name.js';
import { NounPage } from '../../components/noun-page.js';
import { SourceMark } from '../../components/source/source-mark.js';
import { GiveUpDialog } from '../../forms/give-up-dialog.js';
import { TypedDelete } from '../../forms/typed-delete.js';
import { useUrlState } from '../../hooks/use-url-state.js';
import { useT } from '../../i18n/use-t.js';
import { AppLink } from '../../ui/app-link.js';
import { ErrorBoundary } from '../../ui/error-boundary.js';
import { PageHead } from '../../ui/page-head.js';
import { Tag } from '../../ui/tag.js';
import { paths } from '../../util/paths.js';
import { ConnectSection } from './connect-section.js';
import { FindingsSection } from './findings-section.js';
import { ReachNotice } from './reach-notice.js';
import { RejectedSection } from './rejected-section.js';
import { SOURCE_SEARCH } from './search.js';
import { SignsSection } from './signs-section.js';

/** One source of alerts: what was heard of it, what was not, and how it is connected. */
export function SourcePage(): ReactElement {
  const t = useT();
  const { slug } = useParams({ from: '/frame/settings/sources/$slug' });
  return (
    <NounPage
      query={useQuery(sourceOf(slug))}
      slug={slug}
      reads="source:read"
      kind={t('sources:kind')}
      up={{ to: paths.settings('sources'), label: t('sources:title') }}
    >
      {(source) => <SourceView source={source} />}
    </NounPage>
  );
}

function SourceView({ source }: { source: AlertSource }): ReactElement {
  const t = useT();
  const writer = mayIn(useMe(), 'source:write', source.territories);
  const [{ delete: deleting, giveUp }, set] = useUrlState(SOURCE_SEARCH);
  const name = sourceName(t, source.slug, source.name);
  return (
    <>
      <PageHead
        title={name}
        up={{ to: paths.settings('sources'), label: t('sources:title') }}
        status={
          <>
            <SourceMark source={source} />
            {source.territories.map((code) => (
              <Tag key={code}>{code}</Tag>
            ))}
          </>
        }
        actions={
          writer && (
            <>
              <Button variant="subtle" color="gray" onClick={() => set({ delete: true })}>
                {t('common:delete')}
              </Button>
              <Button variant="default" component={AppLink} to={paths.sourceEdit(source.slug)}>
                {t('common:edit')}
              </Button>
            </>
          )
        }
      />
      <SignsSection source={source} />
      <ErrorBoundary>
        <FindingsSection source={source} />
      </ErrorBoundary>
      <ReachNotice source={source} onGiveUp={writer ? () => set({ giveUp: true }) : null} />
      {writer && (
        <ErrorBoundary>
          <RejectedSection slug={source.slug} />
        </ErrorBoundary>
      )}
      <ConnectSection source={source} writer={writer} />
      {giveUp && writer && (
        <GiveUpDialog
          source={source}
          name={name}
          onClose={() => set({ giveUp: false }, { replace: true })}
        />
      )}
      {deleting && writer && (
        <TypedDelete
          noun="sources"
          thing={{ ...source, name }}
          event="source.changed"
          send={(request) => client.DELETE('/sources/{slug}', request)}
          leaveTo={paths.settings('sources')}
          onClose={() => set({ delete: false }, { replace: true })}
        />
      )}
    </>
  );
}
