// The pairs that have something in common, the strongest first: the list that a review
// goes through.
(() => {
  'use strict';
  const { data, t, el } = cc;
  const state = { only: 'all' };

  // shorter is the side of a pair with fewer letters: 'a' or 'b'.
  cc.shorter = (pair) => (data.submissions[pair.a].letters <= data.submissions[pair.b].letters ? 'a' : 'b');

  // adjusted is the containment of the shorter once masks and replaced words are undone.
  const adjusted = (pair) => pair['aligned_' + cc.shorter(pair)] || 0;

  // strength is the figure that decided, the resemblance where none did.
  function strength(pair) {
    if (pair.by === 'alignment') return adjusted(pair);
    if (pair.by === 'containment') return pair['containment_' + cc.shorter(pair)];
    return pair.resemblance || 0;
  }

  const facts = data.pairs.map((pair) => {
    const counted = cc.passagesBetween(pair.a, pair.b).filter((p) => !p.template);
    return {
      pair,
      passages: counted.length,
      letters: cc.union(counted.map((p) => (p.a.s === pair.a ? p.a.at : p.b.at))),
    };
  });
  const sorted = facts
    .slice()
    .sort(
      (x, y) =>
        Number(y.pair.near) - Number(x.pair.near) ||
        Number(cc.apart(x.pair) !== '') - Number(cc.apart(y.pair) !== '') ||
        strength(y.pair) - strength(x.pair) ||
        y.letters - x.letters ||
        x.pair.index - y.pair.index,
    );

  const tests = {
    all: () => true,
    near: ({ pair }) => pair.near,
    open: ({ pair }) => !cc.marks.done(pair),
    done: ({ pair }) => cc.marks.done(pair),
  };
  if (data.archive) tests.archive = ({ pair }) => cc.held(pair.a) || cc.held(pair.b);
  if (data.pairs.some((pair) => cc.apart(pair) !== '')) tests.apart = ({ pair }) => cc.apart(pair) !== '';

  // pairOrder returns the pairs in the order in which they are looked at.
  cc.pairOrder = () => sorted.filter(tests[state.only]).map(({ pair }) => pair);

  // pairKinds are the kinds of passages that a pair has.
  const pairKinds = (pair) => {
    const there = new Set(cc.passagesBetween(pair.a, pair.b).map(cc.tintOf));
    return cc.tints.filter((kind) => there.has(kind)).map((kind) => cc.kindMark(kind));
  };

  // stampOf shows the mark of a pair or passage, nothing where it has none.
  cc.stampOf = (key) => {
    const { mark, note } = cc.marks.get(key);
    return [
      mark ? el('span', { class: 'stamp stamp-' + mark }, t('mark_' + mark)) : null,
      note ? el('span', { class: 'stamp', title: note }, t('mark_short_notes')) : null,
    ];
  };

  // figure is a cell with one figure of a pair, strong where it decided.
  const figure = (pair, x, decided) =>
    el('td', { class: decided ? 'num decided' : 'num' }, pair.measured ? cc.percent(x) : '–');

  // relation says in a few words why a pair stands here.
  function relation(pair, passages) {
    if (pair.near) return t('near_by', t('by_' + pair.by));
    if (passages > 0) return t('concern_shared');
    return t(cc.passagesBetween(pair.a, pair.b).length > 0 ? 'concern_template' : 'wording');
  }

  function row({ pair, passages, letters }) {
    const href = cc.pairHref(pair.a, pair.b);
    return el(
      'tr',
      {
        class: cc.apart(pair) === '' ? null : 'is-apart',
        dataset: { stop: '', href, key: pair.key },
        tabindex: '-1',
        'aria-label': t('pair_of', cc.name(pair.a), cc.name(pair.b)),
      },
      el(
        'td',
        { class: 'name' },
        el('a', { href }, cc.label(pair.a), el('span', { class: 'quiet' }, ' ' + t('against') + ' '), cc.label(pair.b)),
        el('span', { class: 'quiet' }, relation(pair, passages), ' ', cc.apartStamp(pair)),
      ),
      figure(pair, pair.resemblance, pair.by === 'resemblance'),
      figure(pair, pair.containment_a, pair.by === 'containment' && cc.shorter(pair) === 'a'),
      figure(pair, pair.containment_b, pair.by === 'containment' && cc.shorter(pair) === 'b'),
      figure(pair, adjusted(pair), pair.by === 'alignment'),
      el('td', { class: 'num' }, passages > 0 ? cc.number(passages) : '–'),
      el('td', { class: 'num' }, letters > 0 ? cc.number(letters) : '–'),
      el('td', { class: 'mid kinds' }, pairKinds(pair)),
      el('td', { class: 'mid' }, cc.stampOf(pair.key)),
    );
  }

  cc.view('pairs', {
    title: 'pairs',
    tab: 2,
    count: () => data.pairs.length,
    hidden: () => data.mode === 'diff',
    render(root) {
      const body = el('tbody');
      const tally = el('span', { class: 'tally', role: 'status' });
      const update = () => {
        const list = sorted.filter(tests[state.only]);
        tally.textContent = t('pair_count', list.length);
        cc.feed(body, list, row);
      };
      const choice = (only) =>
        el(
          'button',
          {
            type: 'button',
            'aria-pressed': String(state.only === only),
            onclick: (event) => {
              state.only = only;
              for (const button of event.currentTarget.parentNode.children) {
                button.setAttribute('aria-pressed', String(button === event.currentTarget));
              }
              update();
            },
          },
          t('only_' + only),
        );
      cc.put(
        root,
        el(
          'div',
          { class: 'bar-row' },
          el('h1', null, t('pairs')),
          el('span', { class: 'choice', role: 'group', 'aria-label': t('only') }, Object.keys(tests).map(choice)),
          tally,
        ),
        el('p', { class: 'hint' }, t('pairs_hint')),
        el(
          'div',
          { class: 'scroll', role: 'region', 'aria-label': t('pairs'), tabindex: '0' },
          el(
            'table',
            { class: 'grid pairs' },
            el(
              'thead',
              null,
              el(
                'tr',
                null,
                el('th', { scope: 'col', class: 'name' }, t('pair')),
                el('th', { scope: 'col', class: 'num' }, t('resemblance')),
                el('th', { scope: 'col', class: 'num' }, t('a_in_b')),
                el('th', { scope: 'col', class: 'num' }, t('b_in_a')),
                el('th', { scope: 'col', class: 'num' }, t('adjusted')),
                el('th', { scope: 'col', class: 'num' }, t('passage_column')),
                el('th', { scope: 'col', class: 'num' }, t('letters_column')),
                el('th', { scope: 'col', class: 'mid' }, t('kind_column')),
                el('th', { scope: 'col', class: 'mid' }, t('marks')),
              ),
            ),
            body,
          ),
        ),
      );
      update();
    },
  });
})();
