// The table of submissions: sorted by any column, filtered while one types.
(() => {
  'use strict';
  const { data, t, el } = cc;

  const state = { column: 'total', down: true, query: '' };

  const grave = ['near', 'over', 'shared', 'apart', 'template', 'clear'];

  // Columns from left to right: word is the title, of what one is sorted by, the largest
  // first unless up says otherwise.
  const columns = [
    { key: 'name', word: 'submission', class: 'name', of: (s) => s.name, up: true },
    { key: 'total', word: 'total_reuse', class: 'num', of: (s) => s.total },
    { key: 'with_template', word: 'with_template', class: 'num', of: (s) => s.with_template },
    ...(data.archive ? [{ key: 'without_own', word: 'without_own', class: 'num', of: (s) => withoutOwn(s) }] : []),
    { key: 'largest', word: 'largest_source', class: 'num', of: (s) => s.largest },
    { key: 'bar', word: 'where', class: 'where' },
    { key: 'cluster', word: 'cluster', class: 'mid', of: (s) => s.cluster || Infinity, up: true },
    { key: 'letters', word: 'letters_column', class: 'num', of: (s) => s.letters },
    { key: 'marks', word: 'marks', class: 'mid', of: (_, i) => markCount(i) },
  ];

  const withoutOwn = (s) => (s.without_own === undefined ? -1 : s.without_own);

  const markCount = (i) => Object.values(cc.marks.ofSubmission(i)).reduce((sum, n) => sum + n, 0);

  // Names as people sort them: #2 before #10.
  const collator = new Intl.Collator(['zh', 'en'], { numeric: true });

  function compare(x, y) {
    if (typeof x === 'string') return collator.compare(x, y);
    return x === y ? 0 : x < y ? -1 : 1;
  }

  // worstFirst returns the new submissions as the text report orders them: by total reuse,
  // then by what they are to the reader, by cluster, by the other ratios, and as they were
  // handed in.
  cc.worstFirst = () =>
    cc.fresh
      .slice()
      .sort((i, j) => {
        const [x, y] = [data.submissions[i], data.submissions[j]];
        return (
          y.total - x.total ||
          grave.indexOf(cc.concern(i)) - grave.indexOf(cc.concern(j)) ||
          x.cluster - y.cluster ||
          y.largest - x.largest ||
          y.with_template - x.with_template ||
          i - j
        );
      });

  // order returns the submissions that pass the filter, sorted; equals stay worst first.
  function order() {
    const holds = cc.filter(state.query);
    const column = columns.find((c) => c.key === state.column);
    const keys = data.submissions.map((s, i) => column.of(s, i));
    const sign = state.down ? -1 : 1;
    return cc
      .worstFirst()
      .filter(holds)
      .sort((i, j) => sign * compare(keys[i], keys[j]));
  }

  const ratio = (x, letters) => [cc.percent(x), el('small', null, x > 0 ? cc.letters(x, letters) : '')];

  function marksOf(i) {
    const count = cc.marks.ofSubmission(i);
    return [...cc.marks.words, 'notes']
      .filter((word) => count[word] > 0)
      .map((word) =>
        el(
          'span',
          { class: 'stamp stamp-' + word, title: t('mark_' + word) },
          t('mark_short_' + word),
          ' ',
          cc.number(count[word]),
        ),
      );
  }

  function cells(i) {
    const s = data.submissions[i];
    const concern = cc.concern(i);
    const source = s.largest_source;
    return [
      el(
        'td',
        { class: 'name' },
        cc.link(i),
        s.title ? el('span', { class: 'title' }, s.title) : null,
        el(
          'span',
          { class: 'quiet' },
          el('span', { class: 'concern concern-' + concern }, t('concern_' + concern)),
          s.owner ? [' · ', s.owner] : null,
        ),
      ),
      el('td', { class: 'num total', dataset: { label: t('total_reuse') } }, ratio(s.total, s.letters)),
      el('td', { class: 'num', dataset: { label: t('with_template') } }, ratio(s.with_template, s.letters)),
      data.archive
        ? el(
            'td',
            { class: 'num', dataset: { label: t('without_own') } },
            s.without_own === undefined ? '–' : ratio(s.without_own, s.letters),
          )
        : null,
      el(
        'td',
        { class: 'num', dataset: { label: t('largest_source') } },
        cc.percent(s.largest),
        source >= 0 ? el('small', null, cc.letters(s.largest, s.letters)) : null,
      ),
      el(
        'td',
        { class: 'where' },
        cc.bar(i),
        source >= 0 ? el('small', null, cc.pairLink(i, source, undefined, t('most_from', cc.name(source)))) : null,
      ),
      el(
        'td',
        { class: 'mid', dataset: { label: t('cluster') } },
        s.cluster > 0 ? el('a', { href: cc.href('clusters'), class: 'cluster' }, t('cluster_no', s.cluster)) : '',
      ),
      el('td', { class: 'num', dataset: { label: t('letters_column') } }, cc.number(s.letters)),
      el('td', { class: 'mid' }, marksOf(i)),
    ];
  }

  function row(i) {
    return el(
      'tr',
      { dataset: { stop: '', href: cc.href('s', i) }, tabindex: '-1', 'aria-label': cc.name(i) },
      cells(i),
    );
  }

  function head(update) {
    return el(
      'tr',
      null,
      columns.map((c) => {
        if (!c.of) return el('th', { scope: 'col', class: c.class }, t(c.word));
        const sorted = state.column === c.key;
        return el(
          'th',
          { scope: 'col', class: c.class, 'aria-sort': sorted ? (state.down ? 'descending' : 'ascending') : 'none' },
          el(
            'button',
            {
              type: 'button',
              title: t('sort_by', t(c.word)),
              onclick: () => {
                state.down = sorted ? !state.down : !c.up;
                state.column = c.key;
                update(true);
              },
            },
            t(c.word),
            el('span', { class: 'arrow', 'aria-hidden': 'true' }, sorted ? (state.down ? '↓' : '↑') : ''),
          ),
        );
      }),
    );
  }

  // submissionOrder is the order in which the submissions are looked at.
  cc.submissionOrder = order;

  // submissionTable returns the table with its filter.
  cc.submissionTable = () => {
    const body = el('tbody');
    const top = el('thead');
    const tally = el('span', { class: 'tally', role: 'status' });
    const update = (fresh) => {
      const list = order();
      if (fresh) {
        const held = [...top.querySelectorAll('button')].indexOf(document.activeElement);
        top.replaceChildren(head(update));
        if (held >= 0) top.querySelectorAll('button')[held].focus();
      }
      tally.textContent =
        state.query.trim() === ''
          ? t('submission_count', list.length)
          : t('filtered', list.length, cc.fresh.length);
      empty.hidden = list.length > 0;
      cc.feed(body, list, row);
    };
    const input = el('input', {
      type: 'search',
      id: 'filter',
      value: state.query,
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: t('filter_example'),
      'aria-describedby': 'filter-hint',
      oninput: () => {
        state.query = input.value;
        update(false);
      },
    });
    const empty = el('p', { class: 'empty', hidden: true }, t('filter_empty'));
    update(true);
    return el(
      'section',
      { class: 'submissions' },
      el(
        'div',
        { class: 'bar-row' },
        el('h2', null, t('submissions')),
        el('label', { class: 'filter' }, el('span', { class: 'sr' }, t('filter')), input),
        tally,
        el(
          'details',
          { class: 'hint-box' },
          el('summary', null, t('filter_help')),
          el('p', { id: 'filter-hint' }, t('filter_hint'), data.archive ? t('filter_hint_archive') : null),
        ),
      ),
      cc.legend(data.passages.map((passage) => ({ passage }))),
      el(
        'div',
        { class: 'scroll', role: 'region', 'aria-label': t('submissions'), tabindex: '0' },
        el('table', { class: 'grid reports' }, top, body),
      ),
      empty,
    );
  };

  cc.focusFilter = () => {
    const input = document.getElementById('filter');
    if (!input) return false;
    setTimeout(() => {
      input.focus();
      input.select();
    });
    return true;
  };
})();
