// The first view: what was found, how it is spread, and every submission in a table.
(() => {
  'use strict';
  const { data, t, el, svg } = cc;

  function tile(figure, label, href) {
    const inside = [el('b', null, figure), el('span', null, label)];
    return el('li', null, href ? el('a', { href }, inside) : el('div', null, inside));
  }

  function tiles() {
    const count = cc.census();
    return el(
      'ul',
      { class: data.archive ? 'tiles tiles-even' : 'tiles' },
      tile(
        cc.number(cc.fresh.length),
        t('tile_submissions', cc.documents()),
      ),
      tile(
        cc.number(count.near),
        t('tile_near', cc.clusterCount()),
        data.clusters.length > 0 ? cc.href('clusters') : null,
      ),
      data.archive ? tile(cc.number(cc.nearHeld()), t('tile_held', data.archive.submissions), cc.href('pairs')) : null,
      tile(cc.number(count.over + count.shared), t('tile_shared', count.over)),
      tile(cc.number(data.families.length), t('tile_families'), data.families.length > 0 ? cc.href('families') : null),
      tile(cc.number(cc.unread()), t('tile_unread'), cc.href('ledger')),
    );
  }

  const bins = 10;

  // histogram draws how many submissions have which total reuse, in ten bins; those
  // without any stand apart, before the first.
  function histogram() {
    const counts = new Array(bins + 1).fill(0);
    for (const i of cc.fresh) {
      const { total } = data.submissions[i];
      counts[total <= 0 ? 0 : Math.min(bins, Math.floor(total * bins) + 1)]++;
    }
    const most = Math.max(...counts, 1);
    const [step, wide, high, foot, top] = [58, 44, 96, 22, 18];
    const label = (at) => (at === 0 ? '0' : `${(at - 1) * 10}–${at * 10}`);
    const columns = counts.map((n, at) => {
      const x = at * step + (step - wide) / 2;
      const h = n === 0 ? 0 : Math.max(2, (high * n) / most);
      return svg(
        'g',
        null,
        svg('rect', { class: at === 0 ? 'column clear' : 'column', x, y: top + high - h, width: wide, height: h }),
        svg(
          'text',
          { class: n === 0 ? 'amount none' : 'amount', x: x + wide / 2, y: top + high - h - 5 },
          n === 0 ? '' : cc.number(n),
        ),
        at === 0 ? svg('text', { class: 'axis', x: x + wide / 2, y: top + high + 17 }, t('none')) : null,
      );
    });
    // The bounds of the bins stand between the columns.
    const bounds = counts.map((_, at) =>
      svg('text', { class: 'axis', x: (at + 1) * step, y: top + high + 17 }, at === bins ? '100%' : String(10 * at)),
    );
    const words = counts.map((n, at) => t('histogram_bin', label(at), n)).join(t('comma'));
    return el(
      'figure',
      { class: 'histogram' },
      el('figcaption', null, t('histogram')),
      svg(
        'svg',
        { viewBox: `0 0 ${(bins + 1.4) * step} ${top + high + foot}`, role: 'img', 'aria-label': words },
        svg('line', { class: 'ground', x1: 0, x2: (bins + 1) * step, y1: top + high + 0.5, y2: top + high + 0.5 }),
        columns,
        bounds,
      ),
    );
  }

  // findings lists what is over the limits, a line a submission.
  function findings() {
    if (cc.findings().length === 0) return null;
    const shown = 6;
    const by = new Map();
    for (const f of cc.findings()) {
      if (!by.has(f.s)) by.set(f.s, []);
      by.get(f.s).push(f);
      // A pair is a finding of the first of the two; both are to be looked at.
      if (f.other >= 0 && f.rule === 'near-duplicate' && !cc.held(f.other)) {
        if (!by.has(f.other)) by.set(f.other, []);
        by.get(f.other).push({ ...f, s: f.other, other: f.s });
      }
    }
    const list = cc
      .worstFirst()
      .filter((i) => by.has(i))
      .map((i) => item(i, by.get(i)));
    return el(
      'section',
      { class: 'findings' },
      el('h2', null, t('findings'), el('span', { class: 'count' }, t('submission_count', list.length))),
      el('ul', null, list.slice(0, shown)),
      list.length > shown
        ? el(
            'details',
            null,
            el('summary', null, t('more_findings', list.length - shown)),
            el('ul', null, list.slice(shown)),
          )
        : null,
    );
  }

  function item(i, found) {
    const value = (f, x) => (f.rule === 'passage' ? t('letters', x) : cc.percent(x));
    const near = found.filter((f) => f.rule === 'near-duplicate');
    const rest = found.filter((f) => f.rule !== 'near-duplicate');
    const passages = rest.filter((f) => f.rule === 'passage').sort((x, y) => y.value - x.value);
    const said = rest.filter((f) => f.rule !== 'passage').concat(passages.slice(0, 1));
    return el(
      'li',
      null,
      cc.link(i),
      el(
        'span',
        { class: 'quiet' },
        near.length === 0
          ? null
          : el(
              'span',
              null,
              near.length === 1
                ? cc.pairLink(i, near[0].other, undefined, t('near_with', cc.name(near[0].other)))
                : t('near_with_many', near.length),
            ),
        said.map((f) =>
          el(
            'span',
            { title: f.limit > 0 ? t('limit', value(f, f.limit)) : null },
            t('rule_' + f.rule),
            ' ',
            el('b', null, value(f, f.value)),
          ),
        ),
      ),
    );
  }

  function caps() {
    if (data.caps.length === 0) return null;
    return el(
      'section',
      { class: 'caps' },
      el('h2', null, t('caps')),
      el(
        'ul',
        null,
        data.caps.map((cap) => el('li', null, cap.text[cc.lang])),
      ),
    );
  }

  cc.view('overview', {
    title: 'overview',
    tab: 1,
    hidden: () => data.mode === 'diff',
    render(root) {
      cc.put(
        root,
        el('h1', { class: 'sr' }, t('overview')),
        el('p', { class: 'verdict' }, cc.sentence()),
        cc.archiveLine(),
        data.verdict.incomplete
          ? el(
              'p',
              { class: 'notice' },
              t('incomplete'),
              t('colon'),
              el('a', { href: cc.href('ledger') }, t('unread_count', cc.unread())),
            )
          : null,
        el('div', { class: 'lead' }, tiles(), histogram()),
        findings(),
        cc.observations(data.observations, -1, 4),
        cc.roster(true),
        cc.submissionTable(),
        caps(),
      );
    },
    keys: { '/': () => cc.focusFilter() },
  });
})();
