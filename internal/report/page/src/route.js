// The address after # chooses what is shown: #/s/3, #/pair/0-4/p12. This file reads it,
// keeps the frame around the view (head, tabs, live region) and renders one view at a
// time, the one that is looked at.
(() => {
  'use strict';
  const { data, t, el, views } = cc;

  // href returns the address of a view.
  cc.href = (name, ...parts) => '#/' + [name, ...parts].join('/');

  // go opens an address.
  cc.go = (hash) => {
    if (location.hash === hash) cc.refresh();
    else location.hash = hash;
  };

  // link is the name of submission i, leading to it.
  cc.link = (i, attrs) => el('a', { href: cc.href('s', i), ...attrs }, cc.label(i));

  // pairHref is the address of the pair of two submissions, at a passage where one is given.
  cc.pairHref = (i, j, passage) =>
    cc.href('pair', Math.min(i, j) + '-' + Math.max(i, j), ...(passage === undefined ? [] : [passage]));

  // pairLink leads to the pair of two submissions.
  cc.pairLink = (i, j, passage, ...children) => el('a', { href: cc.pairHref(i, j, passage) }, ...children);

  const home =
    data.mode === 'diff' && data.pairs.length > 0
      ? { name: 'pair', params: ['0-1'] }
      : { name: 'overview', params: [] };

  function parse(hash) {
    const [name, ...params] = hash
      .replace(/^#\/?/, '')
      .split('/')
      .map((part) => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      });
    return views.has(name) ? { name, params } : home;
  }

  const frame = {};
  let shown = { ...home, keys: {} };

  // current is the view that is shown: {name, params, keys}.
  cc.current = () => shown;

  // announce says text to those who listen instead of looking.
  cc.announce = (text) => {
    frame.live.textContent = text;
  };

  let fresh = false; // the reader asked for a view from its top

  const titleOf = ({ name, params }) => {
    const { title } = views.get(name);
    return typeof title === 'function' ? title(params) : t(title);
  };

  function tabs() {
    const under = views.get(shown.name).under || shown.name;
    const listed = cc.tabs();
    return el(
      'nav',
      { class: 'tabs', 'aria-label': t('views') },
      el(
        'ul',
        null,
        listed.map(([name, spec], at) => {
          const count = spec.count ? spec.count() : undefined;
          return el(
            'li',
            null,
            el(
              'a',
              {
                href: cc.href(name),
                onclick: () => {
                  fresh = true;
                },
                'aria-current': name === under ? 'page' : null,
                title: t('tab_key', at + 1),
              },
              t(spec.tabTitle || spec.title),
              count === undefined ? null : el('span', { class: 'count' }, cc.number(count)),
            ),
          );
        }),
      ),
    );
  }

  // tabs returns the views that have a tab and something to show, in order: [name, spec].
  cc.tabs = () =>
    [...views].filter(([, spec]) => spec.tab && !(spec.hidden && spec.hidden())).sort(([, x], [, y]) => x.tab - y.tab);

  // render shows the view of the address. Where it was already shown, in another
  // language or after a mark, the reader stays where he is.
  function render(moved) {
    document.documentElement.lang = cc.lang === 'zh' ? 'zh-CN' : 'en';
    const left = cc.href(shown.name, ...shown.params);
    const { name, params } = parse(location.hash);
    shown = { name, params, keys: views.get(name).keys || {} };
    cc.refreshHead();
    const title = titleOf(shown);
    document.title = title + ' · ' + t('report_title');
    const root = el('div', { class: 'view view-' + name });
    document.body.dataset.view = name;
    views.get(name).render(root, params);
    frame.main.replaceChildren(root, cc.signature());
    if (moved) {
      if (!cc.reveal(root) && (fresh || !cc.returnTo(left))) {
        scrollTo(0, 0);
        frame.main.focus({ preventScroll: true });
      }
      cc.announce(title);
    }
    fresh = false;
  }

  // reveal brings the part that a view marked with data-reveal into sight.
  cc.reveal = (root) => {
    const target = root.querySelector('[data-reveal]');
    if (!target) return false;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
    return true;
  };

  // refresh renders the shown view again, for another language or other data.
  cc.refresh = () => {
    const y = scrollY;
    render(false);
    scrollTo(0, y);
  };

  // refreshHead renders what stands above the view, where the counters change with the
  // marks. Whoever is on one of its buttons stays there.
  cc.refreshHead = () => {
    const buttons = () => [...frame.head.querySelectorAll('a, button, summary')];
    const held = buttons().indexOf(document.activeElement);
    frame.head.replaceChildren(cc.masthead(), tabs());
    if (held >= 0 && buttons()[held]) buttons()[held].focus({ preventScroll: true });
  };

  // setLang changes the language of the page; the texts stay what they are.
  cc.setLang = (lang) => {
    cc.lang = lang;
    cc.stored.set('lang', lang);
    cc.refresh();
    cc.announce(t('language_set'));
  };

  // start builds the frame and shows the first view.
  cc.start = () => {
    frame.head = el('header', { class: 'head' });
    frame.main = el('main', { id: 'view', tabindex: '-1' });
    frame.live = el('div', { class: 'live', role: 'status', 'aria-live': 'polite' });
    const skip = el(
      'a',
      {
        class: 'skip',
        href: '#view',
        onclick: (event) => {
          event.preventDefault();
          frame.main.focus();
        },
      },
      t('skip'),
    );
    document.getElementById('app').append(skip, frame.head, frame.main, frame.live, cc.patterns());
    addEventListener('hashchange', () => render(true));
    render(location.hash !== '');
    document.body.dataset.ready = 'true';
  };
})();
