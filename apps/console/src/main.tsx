import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '@mantine/core/styles.css';
import './theme/tokens.css';
import './theme/global.css';
import './theme/print.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { getPreferences } from './stores/preferences.js';
import { startI18n } from './i18n/setup.js';
import { chooseLanguage } from './util/choose-language.js';

/**
 * Our styles stand behind what index.html shows first, so that they do not hold it back (vite.config.ts). From here on they have to come
 * before those of pages, which the head is given as they are loaded: the later of two equal rules holds.
 */
async function stylesIntoHead(): Promise<void> {
  const links = [...document.querySelectorAll('body > link[rel="stylesheet"]')];
  await Promise.all(
    links.map(
      (link) =>
        new Promise((done) => {
          link.addEventListener('load', done);
          link.addEventListener('error', done);
          document.head.append(link);
        }),
    ),
  );
}

const asked = new URLSearchParams(location.search).get('lang');
await Promise.all([
  startI18n(chooseLanguage([asked, getPreferences().language, ...navigator.languages])),
  stylesIntoHead(),
]);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
