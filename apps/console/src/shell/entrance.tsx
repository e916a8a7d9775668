import { NativeSelect } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { setPreferences, usePreferences } from '../stores/preferences.js';
import type { Preferences } from '../stores/preferences.js';
import { useChooseLanguage } from '../hooks/use-choose-language.js';
import { useLanguage, useT } from '../i18n/use-t.js';
import { Logo } from '../ui/logo.js';
import { PageHead } from '../ui/page-head.js';
import { LANGUAGES, languageOf } from '../util/format/locale.js';
import classes from './entrance.module.css';
import { SystemBar } from './system-bar.js';
import { THEMES } from './theme-names.js';

/** The frame of the pages before sign-in: the product, one task, language and theme at hand. */
export function Entrance({
  title,
  lead,
  children,
  asksLanguage = false,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** The page has a language field of its own. */
  asksLanguage?: boolean;
}): ReactElement {
  const t = useT();
  return (
    <div className={classes.frame}>
      <SystemBar />
      <header className={classes.top}>
        <span className={classes.brand}>
          <Logo size={22} />
          {t('common:product')}
        </span>
        <Choices language={!asksLanguage} />
      </header>
      <main className={classes.main}>
        <PageHead title={title} lead={lead} />
        {children}
      </main>
    </div>
  );
}

function Choices({ language: withLanguage }: { language: boolean }): ReactElement {
  const t = useT();
  const language = useLanguage();
  const choose = useChooseLanguage();
  const { theme } = usePreferences();
  return (
    <div className={classes.choices}>
      {withLanguage && (
        <NativeSelect
          aria-label={t('shell:user.language')}
          value={language}
          variant="unstyled"
          data={LANGUAGES.map((one) => ({
            value: one,
            label: t(one === 'de' ? 'common:language.de' : 'common:language.en'),
          }))}
          onChange={(event) => choose(languageOf(event.currentTarget.value) ?? 'en')}
        />
      )}
      <NativeSelect
        aria-label={t('shell:user.theme')}
        value={theme}
        variant="unstyled"
        data={THEMES.map(({ id, label }) => ({ value: id, label: t(label) }))}
        onChange={(event) =>
          setPreferences({ theme: event.currentTarget.value as Preferences['theme'] })
        }
      />
    </div>
  );
}
