// Runs before the first paint, so that no one at 3 a.m. gets a white flash. Kept external: the content policy allows no inline script.
(function () {
  var choice = null;
  var language = null;
  try {
    choice = localStorage.getItem('leitstand.theme');
    language = localStorage.getItem('leitstand.language');
  } catch (error) {
    choice = null;
  }
  if (choice !== 'light' && choice !== 'dark' && choice !== 'night') {
    choice = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  var asked = new URLSearchParams(location.search).get('lang');
  var browser = (navigator.language || 'en').slice(0, 2);
  var chosen = [asked, language, browser].find(function (one) {
    return one === 'de' || one === 'en';
  });
  var root = document.documentElement;
  root.setAttribute('data-theme', choice);
  root.setAttribute('data-mantine-color-scheme', choice === 'light' ? 'light' : 'dark');
  root.style.colorScheme = choice === 'light' ? 'light' : 'dark';
  root.lang = chosen || 'en';
  // What the program is made of may not arrive, or fail before it draws: then the first page says so.
  function failed(event) {
    var part = event.target;
    var fatal = part === window || part.tagName === 'SCRIPT';
    if (fatal && document.querySelector('.start')) root.setAttribute('data-failed', '');
  }
  addEventListener('error', failed, true);
  addEventListener('unhandledrejection', failed);
  var colour = { light: '#ffffff', dark: '#12161b', night: '#0a0b0d' }[choice];
  document.querySelector('meta[name="theme-color"]').setAttribute('content', colour);
})();
