// Two submissions in rows: what stands for what. Screen and print share the rows, so that
// both sides line up on paper as they do here.
(() => {
  'use strict';
  const { t, el } = cc;

  // Operations and classes of the data, by number.
  const [same, changed, deleted, inserted, moved] = [0, 1, 2, 3, 4];
  const ops = ['same', 'changed', 'deleted', 'inserted', 'moved'];
  cc.editClasses = ['word', 'mask', 'number', 'punct', 'space'];

  const pointerFrom = 24; // letters: a text that moved here stands in full beside A, this is where it went
  const foldFrom = 60; // letters: about two lines of a column; shorter is no trouble to read
  const loneFrom = 120; // letters that one side alone has outside passages: four lines
  const cutFrom = 240; // likewise inside a passage, where they matter more
  const opening = 14; // UTF-16 units of the words that are left of a folded row,
  const paperOpening = 8; // and on paper, where columns are narrow
  const tallFrom = 400; // letters of a row that may be cut by the end of a printed page: a third of it

  // whole moves a bound that would cut a surrogate pair to its start.
  const whole = (text, at) =>
    at > 0 && at < text.length && text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) < 0xe000 ? at - 1 : at;

  // rowOf names the members of a row of the data.
  cc.rowOf = ([op, aLo, aHi, bLo, bHi, move, passage, lettersA, lettersB, edits]) => ({
    op,
    a: [aLo, aHi],
    b: [bLo, bHi],
    move,
    passage,
    lettersA,
    lettersB,
    edits,
  });

  // tidy leaves one line end where a text has blank lines.
  const tidy = (text) => text.replace(/\n[^\S\n]*(?=\n)/g, '');

  // editsOf returns the edits of a row that are not ignored, seen from one side.
  function editsOf(row, side, ignored) {
    return row.edits
      .filter((edit) => !ignored.has(cc.editClasses[edit[1]]))
      .map((edit) => {
        const [, kind, aLo, aHi, bLo, bHi, waLo, waHi, wbLo, wbHi] = edit;
        return side === 'a'
          ? { kind: cc.editClasses[kind], own: [aLo, aHi], words: [waLo, waHi], other: [bLo, bHi] }
          : { kind: cc.editClasses[kind], own: [bLo, bHi], words: [wbLo, wbHi], other: [aLo, aHi] };
      });
  }

  // sideText renders one side of a row: the changed letters strong, the words that they
  // are part of tinted, and a sign where the other side has something more.
  function sideText(row, side, own, other, ignored) {
    const [lo, hi] = row[side];
    const text = cc.slice(own, lo, hi);
    if (text === null) return [el('span', { class: 'missing' }, t('text_left_out'))];
    const edits = editsOf(row, side, ignored);
    if (edits.length === 0) return [tidy(text)];
    const spans = [];
    for (const edit of edits) if (edit.own[0] < edit.own[1]) spans.push({ lo: edit.own[0], hi: edit.own[1], edit });
    for (const edit of edits) spans.push({ lo: edit.words[0], hi: edit.words[1], edit, word: true });
    const gaps = edits.filter((edit) => edit.own[0] === edit.own[1]).sort((x, y) => x.own[0] - y.own[0]);
    const nodes = [];
    let from = lo;
    const run = (to) => {
      cc.sweep(from, to, spans, (start, end, over) => nodes.push(piece(tidy(text.slice(start - lo, end - lo)), over)));
      from = to;
    };
    for (const gap of gaps) {
      run(Math.min(Math.max(gap.own[0], from), hi));
      const there = cc.slice(other, gap.other[0], gap.other[1]);
      nodes.push(
        el('span', {
          class: 'gap gap-' + gap.kind,
          role: 'img',
          title: t(side === 'a' ? 'b_adds' : 'a_adds', there === null ? '' : there),
          'aria-label': t(side === 'a' ? 'b_adds' : 'a_adds', there === null ? '' : there),
        }),
      );
    }
    run(hi);
    return nodes;
  }

  function piece(text, over) {
    const top = over.find((span) => !span.word);
    if (top) return el('mark', { class: 'edit edit-' + top.edit.kind, title: t('class_' + top.edit.kind) }, text);
    if (over.length > 0) return el('span', { class: 'word word-' + over[0].edit.kind }, text);
    return text;
  }

  // folded is the one line that stands for a long text: its first and, where given, its
  // last words, and said in between, a button where it can be unfolded.
  function folded(own, first, last, said, unfold) {
    const units = unfold ? opening : paperOpening;
    const text = (cc.slice(own, ...first) || '').trim();
    const end = last ? (cc.slice(own, ...last) || '').trim() : '';
    const head = text.slice(0, whole(text, units));
    const tail = end.slice(whole(end, Math.max(end === text ? head.length : 0, end.length - units)));
    return el(
      'p',
      { class: 'words', lang: 'zh' },
      el('span', { class: 'edge' }, head),
      unfold
        ? el('button', { type: 'button', class: 'fold', 'aria-expanded': 'false', onclick: unfold }, said)
        : el('span', { class: 'fold' }, said),
      el('span', { class: 'edge' }, tail),
    );
  }

  const signs = { same: '＝', changed: '≈', deleted: '−', inserted: '＋', moved: '⇄', apart: '≠' };

  // effective says what a row is once the ignored classes are left out of sight.
  function effective(row, ignored) {
    return row.op === changed && row.edits.every((edit) => ignored.has(cc.editClasses[edit[1]])) ? same : row.op;
  }

  const anchor = (row) => `move-${row.move}-${row.op === moved ? 'b' : 'a'}`;

  // moveTag leads to the other place of a move; down says where that is.
  function moveTag(row, down, still) {
    const words = [t('move_no', row.move), down ? ' ↓' : ' ↑'];
    if (still) return el('span', { class: 'tag' }, words);
    return el(
      'button',
      {
        type: 'button',
        class: 'tag',
        id: anchor(row),
        title: t(row.op === moved ? 'move_there' : 'move_here'),
        onclick: () => {
          const target = document.getElementById(`move-${row.move}-${row.op === moved ? 'a' : 'b'}`);
          if (!target) return;
          target.scrollIntoView({ block: 'center' });
          target.focus({ preventScroll: true });
        },
      },
      words,
    );
  }

  // hidden says that the page does not hold a text.
  const hidden = (i, range) => cc.slice(i, ...range) === null;

  // leftover says that a name or a year that is none of its own stands in a stretch of
  // submission i: what equal text tells most.
  const leftover = (i, [lo, hi]) =>
    cc.remarks(i).some((at) => at.remark.kind.startsWith('leftover') && at.lo < hi && at.hi > lo);

  const oneSided = (row) => row.op === deleted || row.op === inserted;

  // blocks joins neighbours that only one side has, of the same passage or of none: what
  // stands on the left does not correspond to what stands on the right, so that both may
  // take the same space. It returns [[row, …], …] with at, the number of each first row.
  function blocks(rows) {
    const list = [];
    rows.forEach((data, at) => {
      const row = cc.rowOf(data);
      const last = list[list.length - 1];
      if (last && oneSided(row) && oneSided(last.rows[0]) && last.rows[0].passage === row.passage) last.rows.push(row);
      else list.push({ at, rows: [row] });
    });
    return list;
  }

  // rowHead names the two sides; on paper it stands on top of every page.
  cc.rowHead = (pair) => {
    const side = (i, word) =>
      el('div', { class: 'side', role: 'columnheader' }, el('b', null, t(word)), ' ', cc.link(i));
    return el(
      'div',
      { class: 'rows-top', role: 'rowgroup' },
      el(
        'div',
        { class: 'row row-head', role: 'row' },
        side(pair.a, 'side_a'),
        el('div', { class: 'sign', role: 'cell' }),
        side(pair.b, 'side_b'),
      ),
    );
  };

  // collation renders the rows of a pair. options: ignored (a Set of classes), open (a
  // Set of numbers of rows that are not folded), fold (false: none is), still (no
  // buttons: for paper), header(passage index) the line above the rows of a passage,
  // update(number) after a row was unfolded.
  cc.collation = (pair, rows, options) => {
    const { ignored, open, fold, still, header, update } = options;
    const body = el('div', { class: 'rows', role: 'table', 'aria-label': t('side_by_side') }, cc.rowHead(pair));
    const headed = new Set();
    const origin = new Map(); // number of a move → number of its row in order of A
    const arrival = new Map(); // and of its row in order of B
    rows.forEach((data, at) => {
      const row = cc.rowOf(data);
      if (row.move > 0) (row.op === moved ? arrival : origin).set(row.move, at);
    });
    let inside = -1;
    for (const block of blocks(rows)) {
      const { passage, op } = block.rows[0];
      if (passage >= 0 && !headed.has(passage) && op !== moved) {
        headed.add(passage);
        body.append(header(passage));
      } else if (passage < 0 && inside >= 0) {
        body.append(el('div', { class: 'between', role: 'presentation' }));
      }
      inside = passage;
      body.append(oneSided(block.rows[0]) ? lonely(block) : facing(block.rows[0], block.at));
    }
    return body;

    function frame(name, sign, at, left, right, folds, passage, letters) {
      const more =
        (folds ? ' row-folded' : '') + (passage >= 0 ? ' in-passage' : '') + (letters > tallFrom ? ' tall' : '');
      return el(
        'div',
        { class: `row row-${name}${more}`, role: 'row', dataset: { row: at } },
        left,
        el(
          'div',
          { class: 'sign', role: 'cell' },
          el('span', { title: t('op_of_' + name), 'aria-label': t('op_of_' + name), role: 'img' }, sign),
        ),
        right,
      );
    }

    function cell(side, ...children) {
      const label = t(side === 'a' ? 'side_a' : 'side_b');
      return children.length > 0
        ? el('div', { class: 'side', role: 'cell', dataset: { side: label } }, children)
        : el(
            'div',
            { class: 'side none', role: 'cell', dataset: { side: label } },
            el('span', { class: 'sr' }, t('nothing_here')),
          );
    }

    function unfolder(at) {
      return still
        ? null
        : () => {
            open.add(at);
            update(at);
          };
    }

    // facing is a row that both sides have, or one that moved here.
    function facing(row, at) {
      const op = effective(row, ignored);
      const foldable =
        op === moved ? row.lettersB > pointerFrom : op === same && Math.max(row.lettersA, row.lettersB) > foldFrom;
      const telling = op === same && (leftover(pair.a, row.a) || leftover(pair.b, row.b));
      const long = fold && foldable && !telling && !open.has(at);
      const half = (side, own, other, letters) => {
        if (row[side][0] === row[side][1]) return cell(side);
        const words = long
          ? op === moved
            ? folded(own, row[side], null, t('moved_letters', letters), unfolder(at))
            : folded(own, row[side], row[side], t('same_letters', letters), unfolder(at))
          : el('p', { class: 'words', lang: 'zh' }, sideText(row, side, own, other, ignored));
        if (row.move > 0 && side === 'b')
          words.prepend(moveTag(row, (row.op === moved ? origin : arrival).get(row.move) > at, still));
        return cell(side, words);
      };
      return frame(
        ops[op],
        row.move > 0 ? signs.moved : signs[ops[op]],
        at,
        half('a', pair.a, pair.b, row.lettersA),
        half('b', pair.b, pair.a, row.lettersB),
        long,
        row.passage,
        Math.max(row.lettersA, row.lettersB),
      );
    }

    // lonely is a block of rows that stand on one side only.
    function lonely({ rows: list, at }) {
      const mine = { a: list.filter((row) => row.op === deleted), b: list.filter((row) => row.op === inserted) };
      const letters = { a: sum(mine.a, 'lettersA'), b: sum(mine.b, 'lettersB') };
      const long =
        fold && !open.has(at) && Math.max(letters.a, letters.b) > (list[0].passage >= 0 ? cutFrom : loneFrom);
      const half = (side, own) => {
        const mineHere = mine[side];
        if (mineHere.length === 0) return cell(side);
        if (long) {
          return cell(
            side,
            folded(own, mineHere[0][side], null, t(side === 'a' ? 'a_alone' : 'b_alone', letters[side]), unfolder(at)),
          );
        }
        return cell(
          side,
          mineHere.map((row, k) =>
            k > 0 && hidden(own, row[side]) && hidden(own, mineHere[k - 1][side])
              ? null
              : el('p', { class: 'words', lang: 'zh' }, sideText(row, side, own, own, ignored)),
          ),
        );
      };
      const name = mine.a.length === 0 ? 'inserted' : mine.b.length === 0 ? 'deleted' : 'apart';
      return frame(
        name,
        signs[name],
        at,
        half('a', pair.a),
        half('b', pair.b),
        long,
        list[0].passage,
        Math.max(letters.a, letters.b),
      );
    }
  };

  const sum = (rows, member) => rows.reduce((total, row) => total + row[member], 0);
})();
