// One submission: its figures with their arithmetic, where they come from, and its text.
// Sources can be left out one by one; the figures follow.
(() => {
  'use strict';
  const { data, t, el } = cc;

  // Sources that the reader left out: submission → Set of submissions.
  const leftOut = new Map();

  // sources returns what submission i shares with others, the largest share first:
  // {s, hits: its passages, letters: covered by those that are not template, all: by all}.
  cc.sources = (i) => {
    const by = new Map();
    for (const hit of cc.passagesOf(i)) {
      if (hit.there.s === i) continue; // twice in one: nobody else's
      if (!by.has(hit.there.s)) by.set(hit.there.s, []);
      by.get(hit.there.s).push(hit);
    }
    return [...by]
      .map(([s, hits]) => ({
        s,
        hits,
        letters: covered(hits.filter(({ passage }) => !passage.template)),
        all: covered(hits),
      }))
      .sort((x, y) => y.letters - x.letters || y.all - x.all || x.s - y.s);
  };

  // covered is how many letters of the submission the passages cover, each counted once.
  const covered = (hits) => cc.union(hits.map(({ here }) => here.at));

  // figures returns the figures of submission i in letters, of the given sources.
  // Ranges of letters make them, in the same way as the run made the report's.
  function figures(sources) {
    const hits = sources.flatMap((source) => source.hits);
    const most = sources.reduce((best, source) => (source.letters > best.letters ? source : best), {
      s: -1,
      letters: 0,
    });
    return {
      total: covered(hits.filter(({ passage }) => !passage.template)),
      all: covered(hits),
      withoutOwn: covered(hits.filter(({ passage }) => !passage.template && !passage.own)),
      largest: most.letters,
      source: most.s,
    };
  }
  cc.figures = figures;

  // figure is one ratio with its arithmetic. exact is the run's own ratio, null where the
  // reader left something out.
  function figure(word, letters, whole, exact, note, main) {
    const ratio = exact === null ? (whole > 0 ? letters / whole : 0) : exact;
    return el(
      'div',
      { class: main ? 'figure main' : 'figure' },
      el('span', { class: 'label' }, t(word)),
      el('b', null, cc.percent(ratio)),
      el('span', { class: 'sum' }, t('letters_of', letters, whole)),
      note ? el('span', { class: 'note' }, note) : null,
    );
  }

  // figureRow shows the ratios of submission i beside one another.
  cc.figureRow = (i, sources, out = new Set()) => {
    const sub = data.submissions[i];
    const f = figures(sources.filter((source) => !out.has(source.s)));
    const all = out.size === 0;
    const source = all ? sub.largest_source : f.source;
    return el(
      'div',
      { class: data.archive ? 'figures figures-four' : 'figures' },
      figure('total_reuse', f.total, sub.letters, all ? sub.total : null, t('total_note'), true),
      figure(
        'with_template',
        f.all,
        sub.letters,
        all ? sub.with_template : null,
        t('with_template_note', Math.max(0, f.all - f.total)),
      ),
      figure(
        'largest_source',
        f.largest,
        sub.letters,
        all ? sub.largest : null,
        source >= 0 ? cc.pairLink(i, source, undefined, cc.label(source)) : t('no_source'),
      ),
      data.archive && sub.without_own !== undefined
        ? figure('without_own', f.withoutOwn, sub.letters, all ? sub.without_own : null, t('without_own_note'))
        : null,
    );
  };

  function sourceRow(i, source, out, update) {
    const sub = data.submissions[i];
    const share = source.letters > 0 ? source.letters : source.all;
    const id = 'source-' + source.s;
    const box = el('input', {
      type: 'checkbox',
      id,
      checked: !out.has(source.s),
      onchange: () => {
        if (box.checked) out.delete(source.s);
        else out.add(source.s);
        update();
      },
    });
    const pair = cc.pairOf(i, source.s);
    const mark = pair ? cc.marks.get(pair.key).mark : '';
    return el(
      'li',
      { class: source.letters === 0 ? 'source template-only' : 'source' },
      box,
      el(
        'div',
        null,
        el('label', { for: id }, cc.label(source.s)),
        el(
          'span',
          { class: 'share' },
          cc.cssVars(el('i', { 'aria-hidden': 'true' }), { share: sub.letters > 0 ? share / sub.letters : 0 }),
        ),
        el(
          'span',
          { class: 'quiet' },
          t('letters', share),
          source.letters === 0 ? t('aside', t('template_only')) : ' · ' + cc.percent(source.letters / sub.letters),
          ' · ',
          cc.pairLink(i, source.s, undefined, t('side_by_side')),
          pair ? [' ', cc.apartStamp(pair)] : null,
          mark ? el('span', { class: 'stamp stamp-' + mark }, t('mark_short_' + mark)) : null,
        ),
      ),
    );
  }

  function sourceList(i, sources, out, update) {
    if (sources.length === 0) return el('p', { class: 'quiet' }, t('no_sources'));
    const all = el(
      'button',
      {
        type: 'button',
        class: 'plain',
        id: 'tick-all',
        onclick: () => {
          if (out.size > 0) out.clear();
          else sources.forEach((source) => out.add(source.s));
          update(true);
        },
      },
      out.size > 0 ? t('tick_all') : t('tick_none'),
    );
    return [
      el('p', { class: 'quiet' }, cc.held(i) ? t('found_in_hint') : t('sources_hint')),
      all,
      el(
        'ul',
        { class: 'sources' },
        sources.map((source) => sourceRow(i, source, out, update)),
      ),
    ];
  }

  function facts(i) {
    const sub = data.submissions[i];
    const items = [];
    if (sub.owner && !cc.held(i)) items.push(sub.owner); // the mark of an archived one names it
    items.push(t('letters', sub.letters));
    if (sub.cluster > 0) items.push(el('a', { href: cc.href('clusters') }, t('cluster_no', sub.cluster)));
    if (cc.held(i)) items.push(el('span', { class: 'concern' }, t('concern_held')));
    else items.push(el('span', { class: 'concern concern-' + cc.concern(i) }, t('concern_' + cc.concern(i))));
    items.push(el('span', { class: 'path' }, sub.path, sub.line[0] > 0 ? ' ' + cc.lines(sub.line) : ''));
    return el(
      'p',
      { class: 'facts' },
      items.map((item, at) => (at > 0 ? [' · ', item] : item)),
    );
  }
  cc.factsOf = facts;

  // focus is the observation to bring into sight, '' for none.
  function text(i, hits, focus) {
    const sub = data.submissions[i];
    const whole = sub.text.reduce((sum, [, part]) => sum + part.length, 0);
    if (sub.text.length === 0 || sub.paragraphs.length === 0) {
      const why = cc.held(i) && sub.length === 0 ? 'text_not_kept' : 'texts_none';
      return [el('p', { class: 'notice' }, t(why)), cc.passageList(i, hits)];
    }
    const open = (hit) => cc.go(cc.pairHref(hit.here.s, hit.there.s, hit.passage.id));
    return [whole < sub.length ? el('p', { class: 'notice' }, t('texts_matched')) : null, cc.fullText(i, hits, open, focus)];
  }
  cc.markedText = text;

  // passageList names the passages of submission i where its text cannot be shown.
  cc.passageList = (i, hits) =>
    el(
      'ul',
      { class: 'passages' },
      hits.map(({ passage, here, there }) =>
        el(
          'li',
          { dataset: { stop: '', href: cc.pairHref(i, there.s, passage.id) }, tabindex: '-1' },
          cc.badge(passage),
          ' ',
          here.line[0] > 0 ? [cc.lines(here.line), ' · '] : null,
          t('letters', here.at[1] - here.at[0]),
          ' · ',
          t('similar', cc.percent(passage.similarity)),
          ' · ',
          cc.pairLink(i, there.s, passage.id, cc.label(there.s)),
          ' ',
          cc.estimateStamp(passage),
        ),
      ),
    );

  const indexOf = (params) => {
    const i = Number(params[0]);
    return Number.isInteger(i) && i >= 0 && i < data.submissions.length ? i : -1;
  };

  const headed = (i) => data.submissions[i].title || cc.name(i);

  function step(by) {
    const order = cc.submissionOrder();
    const at = order.indexOf(indexOf(cc.current().params));
    const next = order[at < 0 ? 0 : at + by];
    if (next === undefined) return false;
    return cc.go(cc.href('s', next));
  }

  cc.view('s', {
    title: (params) => (indexOf(params) < 0 ? t('not_found') : headed(indexOf(params))),
    under: 'overview',
    render(root, params) {
      const i = indexOf(params);
      if (i < 0) {
        cc.put(root, el('p', { class: 'notice' }, t('not_found')));
        return;
      }
      if (!leftOut.has(i)) leftOut.set(i, new Set());
      const out = leftOut.get(i);
      const sources = cc.sources(i);
      const top = el('div', { class: 'top' });
      const rail = el('div', { class: 'rail-body' });
      const strip = el('p', { class: 'strip', 'aria-hidden': 'true' });
      const show = (event) => {
        strip.textContent = cc.describe(event.target);
      };
      const body = el('div', { class: 'sheet', onmouseover: show, onfocusin: show });
      const jump = (passage) => {
        const hit = body.querySelector(`[data-p="${passage.index}"]`);
        if (hit) hit.scrollIntoView({ block: 'center' });
      };
      const update = (said) => {
        const hits = cc.passagesOf(i).filter(({ there }) => !out.has(there.s));
        cc.refill(
          top,
          cc.held(i) ? null : cc.figureRow(i, sources, out),
          cc.bar(i, hits, 14, jump),
          cc.legend(hits),
        );
        cc.refill(body, text(i, hits, said ? '' : params[1]));
        const held = rail.contains(document.activeElement) ? document.activeElement.id : '';
        cc.refill(
          rail,
          sourceList(i, sources, out, () => update(true)),
        );
        if (held !== '') document.getElementById(held).focus();
        if (said) cc.announce(t('recomputed', sources.length - out.size, sources.length));
      };
      cc.put(
        root,
        el('div', { class: 'title-row' }, el('h1', null, headed(i)), pager()),
        el('p', { class: 'crumb' }, cc.label(i)),
        facts(i),
        top,
        el(
          'div',
          { class: 'columns' },
          el(
            'aside',
            { class: 'rail', 'aria-label': cc.held(i) ? t('found_in') : t('sources') },
            el(
              'h2',
              null,
              cc.held(i) ? t('found_in') : t('sources'),
              el('span', { class: 'count' }, cc.number(sources.length)),
            ),
            rail,
          ),
          el('div', null, cc.observations(cc.observedOf(i), i, 4), body, strip),
        ),
      );
      update();
    },
    keys: {
      n: () => step(1),
      p: () => step(-1),
      u: () => cc.go(cc.href('overview')),
    },
  });

  const pager = () =>
    cc.pager(
      t('previous_submission'),
      () => step(-1),
      t('next_submission'),
      () => step(1),
    );

  // pager is a pair of buttons, to what comes before and to what comes next.
  cc.pager = (back, onBack, forth, onForth) =>
    el(
      'span',
      { class: 'pager' },
      el('button', { type: 'button', class: 'plain', onclick: onBack }, '‹ ' + back, el('kbd', null, 'p')),
      el('button', { type: 'button', class: 'plain', onclick: onForth }, forth + ' ›', el('kbd', null, 'n')),
    );
})();
