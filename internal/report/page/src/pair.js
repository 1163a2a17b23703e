// One pair: why it stands here, and both texts side by side.
(() => {
  'use strict';
  const { data, t, el } = cc;

  const ignored = new Set(); // classes of edits that are out of sight, in all pairs
  const opened = new Map(); // pair index → Set of rows that were unfolded
  let foldAll = true;

  const indexes = (params) => {
    const found = /^(\d+)-(\d+)$/.exec(params[0] || '');
    return found ? [Number(found[1]), Number(found[2])] : [-1, -1];
  };
  const pairIn = (params) => cc.pairOf(...indexes(params));

  function fact(word, value, chosen, hint) {
    return el(
      'div',
      { class: chosen ? 'fact chosen' : 'fact', title: hint },
      el('dt', null, t(word)),
      el('dd', null, value),
    );
  }

  // pairFigures says how alike the two are and what decided.
  cc.pairFigures = (pair) => {
    const list = el('dl', { class: 'pair-facts' });
    if (pair.measured) {
      const shorter = cc.shorter(pair);
      list.append(
        fact('resemblance', cc.percent(pair.resemblance), pair.by === 'resemblance', t('resemblance_hint')),
        fact(
          'a_in_b',
          cc.percent(pair.containment_a),
          pair.by === 'containment' && shorter === 'a',
          t('containment_hint'),
        ),
        fact(
          'b_in_a',
          cc.percent(pair.containment_b),
          pair.by === 'containment' && shorter === 'b',
          t('containment_hint'),
        ),
        fact(
          'aligned',
          cc.percent(pair.aligned_a) + ' / ' + cc.percent(pair.aligned_b),
          pair.by === 'alignment',
          t('aligned_hint'),
        ),
      );
    }
    if (pair.stat) {
      const s = pair.stat;
      list.append(fact('stat_same', t('letters', s.letters_same)));
      if (s.letters_changed > 0) list.append(fact('stat_changed', t('letters', s.letters_changed)));
      if (s.letters_deleted > 0) list.append(fact('stat_deleted', t('letters', s.letters_deleted)));
      if (s.letters_inserted > 0) list.append(fact('stat_inserted', t('letters', s.letters_inserted)));
      if (s.moves > 0) list.append(fact('stat_moves', t('moves_letters', s.moves, s.letters_moved)));
      const edits = cc.editClasses
        .filter((kind) => s.edits[kind] > 0)
        .map((kind) => t('class_' + kind) + ' ' + cc.number(s.edits[kind]));
      if (edits.length > 0) list.append(fact('stat_edits', edits.join(t('comma'))));
    }
    return list;
  };

  // pairReason says in a sentence why the pair stands here.
  cc.pairReason = (pair) => {
    if (pair.near) return t('pair_near', t('by_' + pair.by));
    const passages = cc.passagesBetween(pair.a, pair.b);
    const counted = passages.filter((p) => !p.template).length;
    if (counted > 0) return t('pair_passages', counted);
    return passages.length > 0 ? t('pair_template') : t('pair_listed');
  };

  // header is the line above the rows of a passage.
  function header(pair, passage, focus, still) {
    const side = passage.a.s === pair.a ? passage.a : passage.b;
    const node = el(
      'div',
      {
        class: 'passage-head',
        role: 'row',
        id: 'passage-' + passage.id,
        tabindex: still ? null : '-1',
        dataset: still ? null : { stop: '', key: passage.key },
        'data-reveal': focus ? '' : null,
      },
      el(
        'div',
        { role: 'cell', class: 'passage-line' },
        cc.badge(passage),
        el('b', null, passage.id),
        el('span', null, t('kind_' + passage.kind)),
        passage.template
          ? [el('span', { class: 'quiet' }, t('kind_template')), cc.estimateStamp(passage)]
          : cc.apartStamp(passage),
        el('span', { class: 'quiet' }, t('letters', side.at[1] - side.at[0])),
        el('span', { class: 'quiet' }, t('similar', cc.percent(passage.similarity))),
        passage.family ? el('a', { href: cc.href('family', passage.family) }, t('in_family', passage.family)) : null,
        still ? cc.stampOf(passage.key) : cc.marking(passage.key, t('passage_no', passage.id)),
      ),
      still ? cc.noteText(passage.key) : null,
    );
    return node;
  }
  cc.passageHeader = header;

  // passagesBeside lists the passages of a pair side by side where there is no collation.
  cc.passagesBeside = (pair, focus, still) => {
    const list = [...cc.passagesBetween(pair.a, pair.b)]
      .map((p) => (p.a.s === pair.a ? { p, a: p.a, b: p.b } : { p, a: p.b, b: p.a }))
      .sort((x, y) => x.a.r[0] - y.a.r[0] || x.b.r[0] - y.b.r[0]);
    const text = (side) => {
      if (side.line[0] < 1) return el('p', { class: 'words quiet' }, t('text_not_kept'));
      const words = cc.slice(side.s, side.r[0], side.r[1]);
      return words === null
        ? el(
            'p',
            { class: 'words quiet' },
            cc.lines(side.line),
            data.texts === 'none' ? null : [t('colon'), t('text_left_out')],
          )
        : el('p', { class: 'words', lang: 'zh' }, words);
    };
    return el(
      'div',
      { class: 'rows' },
      cc.rowHead(pair),
      list.map(({ p, a, b }) => [
        header(pair, p, p.id === focus, still),
        el(
          'div',
          { class: 'row in-passage' },
          el('div', { class: 'side', dataset: { side: t('side_a') } }, text(a)),
          el('div', { class: 'sign' }),
          el('div', { class: 'side', dataset: { side: t('side_b') } }, text(b)),
        ),
      ]),
    );
  };

  function step(by) {
    const order = cc.pairOrder();
    const at = order.indexOf(pairIn(cc.current().params));
    const next = order[at < 0 ? 0 : at + by];
    if (!next) return false;
    return cc.go(cc.pairHref(next.a, next.b));
  }

  // toggles let classes of edits out of sight; the alignment stays what it is.
  function toggles(pair, update) {
    const there = ['punct', 'number', 'mask', 'space'].filter((kind) =>
      pair.stat
        ? pair.stat.edits[kind] > 0
        : pair.rows.some((row) => row[9].some((edit) => cc.editClasses[edit[1]] === kind)),
    );
    const box = (kind) => {
      const input = el('input', {
        type: 'checkbox',
        checked: !ignored.has(kind),
        onchange: () => {
          if (input.checked) ignored.delete(kind);
          else ignored.add(kind);
          update();
        },
      });
      return el('label', null, input, ' ', el('span', { class: 'edit edit-' + kind }, t('class_' + kind)));
    };
    const fold = el('input', {
      type: 'checkbox',
      checked: foldAll,
      onchange: () => {
        foldAll = fold.checked;
        if (foldAll) opened.delete(pair.index);
        update();
      },
    });
    return el(
      'div',
      { class: 'toggles', role: 'group', 'aria-label': t('show') },
      there.length > 0 ? el('span', { class: 'quiet' }, t('show_edits')) : null,
      there.map(box),
      el('label', null, fold, ' ', t('fold_same')),
    );
  }

  // sides names the two submissions with a bar each of where they meet; a click on it leads
  // to the passage.
  function sides(pair) {
    const jump = (passage) => {
      const head = document.getElementById('passage-' + passage.id);
      if (head) head.scrollIntoView({ block: 'start' });
    };
    const hits = (i) =>
      cc
        .passagesBetween(pair.a, pair.b)
        .map((p) => ({ passage: p, here: p.a.s === i ? p.a : p.b, there: p.a.s === i ? p.b : p.a }));
    const side = (i, word) => {
      const sub = data.submissions[i];
      return el(
        'div',
        null,
        el('b', { class: 'ab' }, t(word)),
        el(
          'div',
          null,
          el('span', { class: 'title' }, cc.link(i)),
          sub.title ? el('span', null, sub.title) : null,
          el(
            'span',
            { class: 'quiet' },
            t('letters', sub.letters),
            data.mode === 'diff' || cc.held(i) ? '' : ' · ' + t('total_reuse') + ' ' + cc.percent(sub.total),
            sub.owner && !cc.held(i) ? ' · ' + sub.owner : '',
          ),
          cc.bar(i, hits(i), 8, jump),
          cc.observations(cc.observedOf(i), i, 2),
        ),
      );
    };
    return el('div', { class: 'two' }, side(pair.a, 'side_a'), side(pair.b, 'side_b'));
  }
  cc.pairSides = sides;

  cc.view('pair', {
    title: (params) => {
      const [i, j] = indexes(params);
      return pairIn(params) ? t('pair_of', cc.name(i), cc.name(j)) : t('not_found');
    },
    under: data.mode === 'diff' ? 'pair' : 'pairs',
    tab: data.mode === 'diff' ? 1 : undefined,
    tabTitle: 'side_by_side',
    render(root, params) {
      const pair = pairIn(params);
      if (!pair) {
        cc.put(root, el('p', { class: 'notice' }, t('not_found')), el('p', null, t('no_pair')));
        return;
      }
      const rows = el('div', { class: 'row-box' });
      if (!opened.has(pair.index)) opened.set(pair.index, new Set());
      const focus = params[1];
      let first = true;
      const update = (at) => {
        const options = {
          ignored,
          open: opened.get(pair.index) || opened.set(pair.index, new Set()).get(pair.index),
          fold: foldAll,
          update,
          header: (index) => header(pair, data.passages[index], first && data.passages[index].id === focus),
        };
        rows.replaceChildren(
          pair.rows && data.texts !== 'none'
            ? cc.collation(pair, pair.rows, options)
            : cc.passagesBeside(pair, first ? focus : '', false),
        );
        first = false;
        if (at !== undefined) {
          const node = rows.querySelector(`[data-row="${at}"]`);
          node.setAttribute('tabindex', '-1');
          node.focus({ preventScroll: true });
        }
      };
      cc.put(
        root,
        el(
          'div',
          { class: 'title-row' },
          el('h1', null, t('side_by_side')),
          data.mode === 'diff'
            ? null
            : cc.pager(
                t('previous_pair'),
                () => step(-1),
                t('next_pair'),
                () => step(1),
              ),
        ),
        sides(pair),
        data.mode === 'diff' ? null : el('p', { class: 'reason' }, cc.pairReason(pair), ' ', cc.apartStamp(pair)),
        cc.pairFigures(pair),
        el(
          'div',
          { class: 'pair-bar' },
          el(
            'div',
            { class: 'deciding' },
            el('span', { class: 'quiet' }, t('whole_pair')),
            cc.marking(pair.key, t('whole_pair')),
          ),
          data.texts !== 'none' && pair.rows ? toggles(pair, update) : null,
        ),
        data.texts === 'none'
          ? el('p', { class: 'notice' }, t('texts_none'))
          : pair.rows
            ? null
            : el('p', { class: 'hint' }, t('no_rows')),
        rows,
      );
      update();
    },
    keys: {
      n: () => data.mode !== 'diff' && step(1),
      p: () => data.mode !== 'diff' && step(-1),
      u: () => data.mode !== 'diff' && cc.go(cc.href('pairs')),
    },
  });
})();
