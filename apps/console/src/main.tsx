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

const asked = new URLSearchParams(location.search).get('lang');
await startI18n(chooseLanguage([asked, getPreferences().language, ...navigator.languages]));
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App />);
