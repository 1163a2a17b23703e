// Paper: the short form, a submission with what was found in it, and a pair side by side.
// What the reader sees here is what is printed, less the frame.
(() => {
  'use strict';
  const { data, t, el } = cc;
  let foldSame = true; // long equal stretches take one line in the pair's form

  const sign = (word) => el('div', null, el('span', null, t(word)), el('i'));

  // signature is the row where who reviewed signs. The router puts one under every view,
  // for those who print what they look at; the paper forms have their own.
  const signature = (cc.signature = () =>
    el(
      'section',
      { class: 'signature' },
      el('div', { class: 'opinion' }, el('span', null, t('opinion')), el('i')),
      el('div', { class: 'signers' }, sign('reviewer'), sign('date')),
    ));

  function letterhead(title) {
    return el(
      'header',
      { class: 'letterhead' },
      el('h1', null, title),
      el('p', null, t('report_no'), ' ', data.no, data.made ? [' · ', data.made] : null, ' · chachong ', data.version),
    );
  }

  const column = (word, kind) => el('th', { scope: 'col', class: kind }, t(word));

  // list is a table with the columns and rows given; on a telephone it scrolls by itself.
  const list = (columns, rows) =>
    el(
      'div',
      { class: 'scroll' },
      el('table', { class: 'form lines' }, el('thead', null, el('tr', null, columns)), el('tbody', null, rows)),
    );

  const name = (i) => [
    el('b', null, cc.label(i)),
    data.submissions[i].title ? el('span', { class: 'title' }, data.submissions[i].title) : null,
  ];

  function figureTable(i) {
    const sub = data.submissions[i];
    const f = cc.figures(cc.sources(i));
    const row = (word, ratio, letters, note) =>
      el(
        'tr',
        null,
        el('th', { scope: 'row' }, t(word)),
        el('td', { class: 'num' }, cc.percent(ratio)),
        el('td', { class: 'num' }, t('letters_of', letters, sub.letters)),
        el('td', null, note),
      );
    return el(
      'table',
      { class: 'form' },
      el(
        'tbody',
        null,
        row('total_reuse', sub.total, f.total, t('total_note')),
        row('with_template', sub.with_template, f.all, ''),
        sub.without_own === undefined
          ? null
          : row('without_own', sub.without_own, f.withoutOwn, t('without_own_note')),
        row('largest_source', sub.largest, f.largest, sub.largest_source >= 0 ? cc.name(sub.largest_source) : ''),
      ),
    );
  }

  // found is the row of submission i in the short form, the at-th.
  function found(i, at) {
    const s = data.submissions[i];
    const count = cc.marks.ofSubmission(i);
    const marks = cc.marks.words.filter((word) => count[word] > 0);
    const source = s.largest_source >= 0 ? [cc.name(s.largest_source), el('small', null, cc.percent(s.largest))] : '';
    return el(
      'tr',
      null,
      el('td', { class: 'num' }, String(at + 1)),
      el('td', { class: 'name' }, name(i), cc.bar(i)),
      el('td', { class: 'whole' }, t('concern_' + cc.concern(i)), s.cluster > 0 ? t('aside', t('cluster_no', s.cluster)) : ''),
      el('td', { class: 'num' }, cc.percent(s.total), el('small', null, cc.letters(s.total, s.letters))),
      el('td', { class: 'num' }, cc.percent(s.with_template)),
      el('td', null, source),
      el(
        'td',
        null,
        marks.map((word) => el('span', { class: 'line' }, t('mark_short_' + word), ' ', cc.number(count[word]))),
      ),
    );
  }

  // short is one page or a few: the sentence, those to be looked at, and the signature.
  function short(root) {
    const order = cc.worstFirst().filter((i) => ['near', 'over', 'shared'].includes(cc.concern(i)));
    const unread = data.inputs.filter((input) => input.status !== 'ok' && !input.excluded);
    const columns = [
      column('row_no', 'num'),
      column('submission'),
      column('conclusion'),
      column('total_reuse', 'num'),
      column('with_template', 'num'),
      column('largest_source'),
      column('mark', 'wide'),
    ];
    const why = (input) => input.reason[cc.lang] || t('status_' + input.status);
    cc.put(
      root,
      letterhead(t('report_title')),
      el('p', { class: 'lede' }, cc.sentence()),
      cc.archiveLine(),
      order.length > 0
        ? [list(columns, order.map(found)), cc.legend(data.passages.map((passage) => ({ passage })))]
        : null,
      cc.observations(data.observations, -1, 12),
      cc.roster(),
      unread.length > 0
        ? [
            el('h2', null, t('unread_title')),
            el(
              'ul',
              { class: 'unread' },
              unread.map((input) => el('li', null, el('b', null, input.path), t('colon'), why(input))),
            ),
          ]
        : null,
      decisions(),
      signature(),
    );
  }

  // source is the row of a source in the full text of submission i.
  function source(i, { s, letters }) {
    const pair = cc.pairOf(i, s);
    return el(
      'tr',
      null,
      el('td', null, name(s)),
      el('td', { class: 'num' }, cc.number(letters)),
      el('td', { class: 'num' }, cc.percent(letters / data.submissions[i].letters)),
      el('td', null, pair ? cc.stampOf(pair.key) : ''),
    );
  }

  // full is a submission, everything found in it marked in its text.
  function full(root, i) {
    const sub = data.submissions[i];
    const hits = cc.passagesOf(i);
    const sources = cc.sources(i).filter(({ letters }) => letters > 0);
    const columns = [column('sources'), column('letters_column', 'num'), column('share', 'num'), column('mark')];
    cc.put(
      root,
      letterhead(sub.title || cc.name(i)),
      cc.factsOf(i),
      cc.held(i) ? null : figureTable(i),
      cc.bar(i, hits, 14),
      cc.legend(hits),
      sources.length > 0
        ? list(
            columns,
            sources.map((of) => source(i, of)),
          )
        : null,
      el('section', { class: 'sheet' }, cc.markedText(i, hits)),
      signature(),
    );
  }

  // pair is two submissions row by row.
  function pair(root, p, focusless) {
    cc.put(
      root,
      letterhead(t('side_by_side')),
      cc.pairSides(p),
      el('p', { class: 'reason' }, cc.pairReason(p), ' ', cc.apartStamp(p), cc.stampOf(p.key)),
      cc.pairFigures(p),
    );
    cc.put(root, cc.noteText(p.key));
    const header = (index) => cc.passageHeader(p, data.passages[index], false, true);
    cc.put(
      root,
      p.rows && data.texts !== 'none'
        ? cc.collation(p, p.rows, { ignored: new Set(), open: new Set(), fold: foldSame, still: true, header })
        : cc.passagesBeside(p, focusless, true),
      signature(),
    );
  }

  // noteText is the note on a pair or passage in full, null where there is none.
  cc.noteText = (key) => {
    const { note } = cc.marks.get(key);
    return note ? el('p', { class: 'note-text' }, t('note'), t('colon'), note) : null;
  };

  // decisions lists what the reviewer decided, for the one who signs.
  function decisions() {
    const list = cc.marks.list();
    if (list.length === 0) return null;
    return [
      el('h2', null, t('review')),
      el(
        'ul',
        { class: 'decisions' },
        list.map((m) => {
          const passage = m.kind === 'passage' ? data.passages.find((p) => p.key === m.key) : null;
          return el(
            'li',
            null,
            passage ? [passage.id, ' · '] : null,
            t('pair_of', cc.name(m.a), cc.name(m.b)),
            ' ',
            m.mark ? el('span', { class: 'stamp stamp-' + m.mark }, t('mark_' + m.mark)) : null,
            cc.noteText(m.key),
          );
        }),
      ),
    ];
  }

  const subject = ([form, which]) => {
    if (form === 'full' && data.submissions[Number(which)]) return { form, i: Number(which) };
    const found = form === 'pair' && /^(\d+)-(\d+)$/.exec(which || '');
    if (found && cc.pairOf(Number(found[1]), Number(found[2])))
      return { form, p: cc.pairOf(Number(found[1]), Number(found[2])) };
    return { form: 'short' };
  };

  cc.view('print', {
    title: (params) => t('print_' + subject(params).form),
    render(root, params) {
      const { form, i, p } = subject(params);
      const paper = el('article', { class: 'paper paper-' + form });
      const fold = el('input', {
        type: 'checkbox',
        checked: foldSame,
        onchange: () => {
          foldSame = fold.checked;
          cc.refresh();
        },
      });
      cc.put(
        root,
        el(
          'div',
          { class: 'print-bar' },
          el('button', { type: 'button', class: 'button', onclick: () => print() }, t('print_now')),
          el('button', { type: 'button', class: 'plain', onclick: () => history.back() }, t('back')),
          form === 'pair' && p.rows && data.texts !== 'none' ? el('label', null, fold, ' ', t('fold_same')) : null,
          el('span', { class: 'quiet' }, t('print_hint')),
        ),
        paper,
      );
      if (form === 'full') full(paper, i);
      else if (form === 'pair') pair(paper, p, '');
      else short(paper);
    },
  });

  // marginNote puts the report's number into the margin of every page. It holds hex digits
  // only; anything else is left out.
  const number = String(data.no).replace(/[^0-9a-f]/g, '');
  const sheet = document.styleSheets[0];
  try {
    sheet.insertRule(
      `@page { @bottom-left { content: "No. ${number}"; font: 8.5pt sans-serif; color: #555; } }`,
      sheet.cssRules.length,
    );
  } catch {
    /* a browser without boxes in the margin prints without the number */
  }
})();
