// The head of every view: what report this is, what it found in one sentence, and the
// switches for language, light and print.
(() => {
  'use strict';
  const { data, t, el } = cc;

  // unread is how many inputs were not read, or not in full, and were meant to be.
  const unread = () => data.inputs.filter((input) => input.status !== 'ok' && !input.excluded).length;
  cc.unread = unread;

  // kinOf says what all members of a cluster have in common beside their words: that they are
  // one file handed in several times, or that one owner handed them in; '' for neither.
  function kinOf({ members }) {
    const [first, ...others] = members;
    const equal = (i) => cc.pairOf(first, i)?.same_file;
    if (others.every(equal)) return 'equal';
    const owner = (i) => data.submissions[i].owner;
    return owner(first) && others.every((i) => owner(i) === owner(first)) ? 'owner' : '';
  }

  // kinship says of how many of the clusters with pairs that count which is true.
  function kinship() {
    const kin = data.clusters.filter(({ id }) => !cc.clusterCleared(id)).map(kinOf);
    return ['equal', 'owner'].flatMap((what) => {
      const n = kin.filter((one) => one === what).length;
      if (n === 0) return [];
      return [n === kin.length ? t('clusters_' + what) : t(`clusters_${what}_some`, n)];
    });
  }

  // sentence is the verdict in words, each figure with what it counts.
  cc.sentence = () => {
    const count = cc.census();
    const parts = [];
    if (count.near > 0) {
      const inside = [];
      if (cc.clusterCount() > 0) inside.push(t('cluster_count', cc.clusterCount()), ...kinship());
      if (cc.nearHeld() > 0) inside.push(t('near_held', cc.nearHeld()));
      parts.push(
        t('near_count', count.near) +
          (inside.length > 0 ? t('aside', inside.join(t('comma'))) : ''),
      );
    }
    if (count.over > 0) parts.push(t('over_count', count.over));
    if (count.shared > 0) parts.push(t('shared_count', count.shared));
    if (count.apart > 0) parts.push(t('apart_count', count.apart));
    if (count.template > 0) parts.push(t('template_count', count.template));
    if (count.clear > 0) parts.push(t('clear_count', count.clear));
    const whole =
      t('checked_count', cc.documents(), cc.fresh.length) +
      (data.archive ? t('comma') + t('against_held', data.archive.submissions) : '');
    return whole + t('colon') + (parts.length > 0 ? parts.join(t('comma')) : t('nothing_found')) + t('stop');
  };

  function imprint() {
    const parts = [el('span', null, t('report_no'), ' ', el('span', { class: 'code' }, data.no))];
    if (data.made) parts.push(el('time', null, data.made));
    if (data.verdict.incomplete)
      parts.push(
        el('a', { class: 'incomplete', href: cc.href('ledger'), title: t('unread_count', unread()) }, t('incomplete')),
      );
    return el('p', { class: 'imprint' }, parts);
  }

  const themes = ['auto', 'light', 'dark'];

  function setTheme(theme) {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  let theme = cc.stored.get('theme');
  if (!themes.includes(theme)) theme = 'auto';

  const glyphs = { auto: '◐', light: '○', dark: '●' };

  function themeSwitch() {
    const button = el('button', { type: 'button', class: 'tool', title: t('theme_hint') });
    const show = () =>
      cc.refill(
        button,
        el('span', { class: 'glyph', 'aria-hidden': 'true' }, glyphs[theme]),
        ' ',
        el('span', { class: 'label' }, t('theme_' + theme)),
      );
    button.addEventListener('click', () => {
      theme = themes[(themes.indexOf(theme) + 1) % themes.length];
      cc.stored.set('theme', theme);
      setTheme(theme);
      show();
      cc.announce(t('theme_' + theme));
    });
    show();
    return button;
  }

  function languageSwitch() {
    const button = (lang, word) =>
      el(
        'button',
        {
          type: 'button',
          class: 'tool',
          lang: lang === 'zh' ? 'zh-CN' : 'en',
          'aria-pressed': String(cc.lang === lang),
          onclick: () => cc.setLang(lang),
        },
        word,
      );
    return el(
      'span',
      { class: 'choice', role: 'group', 'aria-label': t('language') },
      button('zh', '中文'),
      button('en', 'English'),
    );
  }

  function printMenu() {
    const item = (key, href) =>
      el(
        'li',
        null,
        href
          ? el('a', { href }, el('b', null, t(key)), el('span', null, t(key + '_hint')))
          : el('span', { class: 'off' }, el('b', null, t(key)), el('span', null, t(key + '_off'))),
      );
    const { name, params } = cc.current();
    const of = name === 'print' ? params : [name, ...params];
    const submission = of[0] === 's' || of[0] === 'full' ? of[1] : null;
    const pair = of[0] === 'pair' ? of[1] : null;
    const menu = el(
      'details',
      { class: 'menu' },
      el('summary', { class: 'tool' }, t('print')),
      el(
        'ul',
        null,
        item('print_short', cc.href('print', 'short')),
        item('print_full', submission === null ? null : cc.href('print', 'full', submission)),
        item('print_pair', pair === null ? null : cc.href('print', 'pair', pair)),
      ),
    );
    menu.addEventListener('focusout', (event) => {
      if (!menu.contains(event.relatedTarget)) menu.open = false;
    });
    return menu;
  }

  function reviewCounter() {
    const done = cc.marks.reviewed();
    const all = cc.marks.toReview();
    if (all === 0) return null;
    return el(
      'a',
      { class: 'tool counter', href: cc.href('review'), title: t('review_counter_hint') },
      t('reviewed_of', done, all),
    );
  }

  // masthead is the head of the page.
  cc.masthead = () =>
    el(
      'div',
      { class: 'masthead' },
      el(
        'div',
        { class: 'nameplate' },
        el(
          'p',
          { class: 'wordmark' },
          el(
            'a',
            { href: cc.href(data.mode === 'diff' ? 'pair/0-1' : 'overview') },
            t(data.mode === 'diff' ? 'diff_title' : 'report_title'),
          ),
        ),
        imprint(),
      ),
      el(
        'div',
        { class: 'tools' },
        reviewCounter(),
        languageSwitch(),
        themeSwitch(),
        printMenu(),
        el('a', { class: 'tool', href: cc.href('help'), title: t('help_hint') }, t('help')),
      ),
    );

  setTheme(theme);
})();
