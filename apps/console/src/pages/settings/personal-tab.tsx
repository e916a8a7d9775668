import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '../../api/client.js';
import { meQuery, useMe } from '../../api/use-me.js';
import { FeedsSection } from './feeds-section.js';
import { ReachedSection } from './reached-section.js';
import { GrantTags } from '../../components/settings/grant-tags.js';
import { SettingRow } from '../../components/settings/setting-row.js';
import { THEMES } from '../../shell/theme-names.js';
import { PasswordForm } from '../../forms/password-form.js';
import { setPreferences, usePreferences } from '../../stores/preferences.js';
import type { Preferences } from '../../stores/preferences.js';
import { useChooseLanguage } from '../../hooks/use-choose-language.js';
import { useNow } from '../../hooks/use-now.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { useSubmit } from '../../hooks/use-submit.js';
import { useToast } from '../../hooks/use-toast.js';
import { browserZone } from '../../hooks/use-zone.js';
import { useLanguage, useT } from '../../i18n/use-t.js';
import { LANGUAGES, languageOf } from '../../util/format/locale.js';
import { formatTime } from '../../util/format/time.js';
import classes from '../../components/settings/settings.module.css';

type Change = { name?: string; timeZone?: string | null };

/** What one person sets for themselves. Selections save at once; the name saves with a button. */
export function PersonalTab(): ReactElement {
  const t = useT();
  const toast = useToast();
  const queries = useQueryClient();
  const { error, run } = useSubmit(null);
  const save = (change: Change): void =>
    void run(async () => {
      const { data } = await client.PATCH('/me', { body: change });
      queries.setQueryData(meQuery.queryKey, data);
      toast(t('settings:personal.saved'));
    });
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <section className="ls-section">
        <h2>{t('settings:personal.account')}</h2>
        <AccountRows save={save} />
      </section>
      <ReachedSection />
      <FeedsSection />
      <section className="ls-section">
        <h2>{t('settings:password.title')}</h2>
        <PasswordForm />
      </section>
      <section className="ls-section">
        <h2>{t('settings:personal.here')}</h2>
        <BrowserRows />
      </section>
    </>
  );
}

function AccountRows({ save }: { save: (change: Change) => void }): ReactElement {
  const t = useT();
  const me = useMe();
  const language = useLanguage();
  const choose = useChooseLanguage();
  const [name, setName] = useState(me?.name ?? '');
  return (
    <div className={classes.rows}>
      <SettingRow
        label={t('settings:personal.name')}
        id="name"
        hint={t('settings:personal.nameHint')}
      >
        <form
          className={classes.line}
          onSubmit={(event) => {
            event.preventDefault();
            save({ name: name.trim() });
          }}
        >
          <TextInput
            id="name"
            value={name}
            autoComplete="name"
            style={{ flex: 1 }}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            disabled={name.trim() === '' || name.trim() === me?.name}
          >
            {t('common:save')}
          </Button>
        </form>
      </SettingRow>
      <SettingRow label={t('settings:personal.email')}>
        <div className={classes.rowLabel} style={{ fontWeight: 400 }}>
          {me?.email}
        </div>
      </SettingRow>
      <SettingRow
        label={t('settings:personal.language')}
        id="language"
        hint={t('settings:personal.languageHint')}
      >
        <NativeSelect
          id="language"
          value={language}
          data={LANGUAGES.map((one) => ({
            value: one,
            label: t(one === 'de' ? 'common:language.de' : 'common:language.en'),
          }))}
          onChange={(event) => choose(languageOf(event.currentTarget.value) ?? 'en')}
        />
      </SettingRow>
      <ZoneRow save={save} />
      <SettingRow label={t('settings:personal.roles')}>
        <div style={{ paddingTop: 6 }}>
          <GrantTags grants={me?.grants ?? []} explain />
        </div>
      </SettingRow>
    </div>
  );
}

function ZoneRow({ save }: { save: (change: Change) => void }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const me = useMe();
  const now = useNow(30_000);
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const zone = me?.timeZone ?? browserZone();
  return (
    <SettingRow
      label={t('settings:personal.zone')}
      id="zone"
      hint={t('settings:personal.zoneHint', { now: formatTime(now, zone, language, 'time') })}
    >
      <NativeSelect
        id="zone"
        value={me?.timeZone ?? ''}
        data={[
          { value: '', label: t('settings:personal.zoneBrowser', { zone: browserZone() }) },
          'UTC',
          ...zones.filter((one) => one !== 'UTC'),
        ]}
        onChange={(event) => save({ timeZone: event.currentTarget.value || null })}
      />
    </SettingRow>
  );
}

function BrowserRows(): ReactElement {
  const t = useT();
  const { theme, shortcuts } = usePreferences();
  return (
    <div className={classes.rows}>
      <SettingRow
        label={t('settings:personal.theme')}
        id="theme"
        hint={t('settings:personal.themeHint')}
      >
        <NativeSelect
          id="theme"
          value={theme}
          data={THEMES.map(({ id, label }) => ({ value: id, label: t(label) }))}
          onChange={(event) =>
            setPreferences({ theme: event.currentTarget.value as Preferences['theme'] })
          }
        />
      </SettingRow>
      <SettingRow
        label={t('settings:personal.shortcuts')}
        id="shortcuts"
        hint={t('settings:personal.shortcutsHint')}
      >
        <Switch
          id="shortcuts"
          mt={8}
          checked={shortcuts}
          onChange={(event) => setPreferences({ shortcuts: event.currentTarget.checked })}
        />
      </SettingRow>
    </div>
  );
}
