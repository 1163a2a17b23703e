// The words that one submission has in place of another's, throughout.
(() => {
  'use strict';
  const { data, t, el, svg } = cc;

  // byPair returns the replacements of each pair, most frequent first, the pair with most
  // of them first.
  function byPair() {
    const pairs = new Map();
    for (const r of data.replacements) {
      const key = r.a + '-' + r.b;
      if (!pairs.has(key)) pairs.set(key, { a: r.a, b: r.b, list: [], times: 0 });
      const pair = pairs.get(key);
      pair.list.push(r);
      pair.times += r.count;
    }
    for (const pair of pairs.values()) {
      pair.list.sort((x, y) => y.count - x.count || (x.from < y.from ? -1 : x.from > y.from ? 1 : 0));
    }
    return [...pairs.values()].sort((x, y) => y.times - x.times || x.a - y.a || x.b - y.b);
  }

  const bar = (count, most) =>
    svg(
      'svg',
      { class: 'count-bar', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('rect', { width: ((100 * count) / most).toFixed(1), height: 8 }),
    );

  function section({ a, b, list, times }) {
    const most = list[0].count;
    return el(
      'section',
      { class: 'card' },
      el(
        'h2',
        null,
        cc.pairLink(a, b, undefined, cc.name(a), ' ⟷ ', cc.name(b)),
        el('span', { class: 'quiet' }, ' ', t('replaced_sum', list.length, times)),
      ),
      el(
        'div',
        { class: 'scroll', role: 'region', 'aria-label': t('replacements'), tabindex: '0' },
        el(
          'table',
          { class: 'grid replaced' },
          el(
            'thead',
            null,
            el(
              'tr',
              null,
              el('th', { scope: 'col', class: 'word-from' }, cc.name(a)),
              el('th', { scope: 'col', class: 'word-to' }, cc.name(b)),
              el('th', { scope: 'col', class: 'num' }, t('times')),
              el('th', { 'aria-hidden': 'true' }),
            ),
          ),
          el(
            'tbody',
            null,
            list.map((r) =>
              el(
                'tr',
                null,
                el('td', { class: 'word-from' }, r.from),
                el('td', { class: 'word-to' }, el('span', { class: 'arrow', 'aria-hidden': 'true' }, '→ '), r.to),
                el('td', { class: 'num' }, t('times_count', r.count)),
                el('td', { class: 'count' }, bar(r.count, most)),
              ),
            ),
          ),
        ),
      ),
    );
  }

  cc.view('replacements', {
    title: 'replacements',
    tab: 5,
    count: () => data.replacements.length,
    hidden: () => data.replacements.length === 0,
    render(root) {
      root.append(
        el('h1', null, t('replacements')),
        el('p', { class: 'hint' }, t('replacements_hint')),
        cc.feed(el('div', { class: 'replaced-pairs' }), byPair(), section),
      );
    },
  });
})();
