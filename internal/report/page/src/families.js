// Families: the same passage in three or more submissions. The list says which there
// are; one of them is shown sentence by sentence, its copies below each other, equal
// ones once.
(() => {
  'use strict';
  const { data, t, el } = cc;
  const classes = ['word', 'mask', 'number', 'punct', 'space'];
  const shown = 40; // copies that are named at once
  const opening = 90; // UTF-16 units of a family's text in the list

  const byId = new Map(data.families.map((family) => [family.id, family]));

  // excerpt is the beginning of a family's text, null where the page does not hold it.
  function excerpt(family) {
    const { s, r } = family.members[0];
    const end = Math.min(r[1], r[0] + opening);
    const text = cc.slice(s, r[0], end);
    return text === null ? null : text.replace(/\s+/g, ' ').trim() + (end < r[1] ? ' …' : '');
  }

  const few = 4; // names that the list shows of a family

  function names(family) {
    const shown = family.members.slice(0, few).map(({ s }, at) => [at > 0 ? t('comma') : null, cc.link(s)]);
    return [shown, family.members.length > few ? t('more_names', family.members.length - few) : null];
  }

  // heldIn says how many of a family's copies are of the archive.
  function heldIn(family) {
    const held = cc.heldCount(family.members.map(({ s }) => s));
    return held > 0 ? el('small', null, t('families_held', held)) : null;
  }

  function row(family) {
    const href = cc.href('family', family.id);
    const text = excerpt(family);
    return el(
      'tr',
      {
        dataset: { stop: '', href },
        tabindex: '-1',
        class: family.template ? 'is-template' : null,
        'aria-label': t('family_of', family.members.length, family.letters),
      },
      el('td', { class: 'num' }, cc.number(family.members.length), heldIn(family)),
      el('td', { class: 'num' }, cc.number(family.letters)),
      el(
        'td',
        { class: 'name excerpt' },
        el('a', { href }, text === null ? t('text_not_here') : text),
        el('span', { class: 'quiet' }, names(family)),
      ),
    );
  }

  function table(label, families) {
    return el(
      'div',
      { class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0' },
      el(
        'table',
        { class: 'grid families' },
        el(
          'thead',
          null,
          el(
            'tr',
            null,
            el('th', { scope: 'col', class: 'num' }, t('copies')),
            el('th', { scope: 'col', class: 'num' }, t('letters_column')),
            el('th', { scope: 'col', class: 'name' }, t('opening_words')),
          ),
        ),
        cc.feed(el('tbody'), families, row),
      ),
    );
  }

  cc.view('families', {
    title: 'families',
    tab: 4,
    count: () => data.families.length,
    hidden: () => data.families.length === 0,
    render(root) {
      const weight = (family) => family.letters * family.members.length;
      const sorted = data.families.slice().sort((x, y) => weight(y) - weight(x));
      const own = sorted.filter((family) => !family.template);
      const templates = sorted.filter((family) => family.template);
      root.append(el('h1', null, t('families')), el('p', { class: 'hint' }, t('families_hint')));
      if (own.length > 0) root.append(table(t('families'), own));
      if (templates.length > 0) {
        root.append(
          el(
            'section',
            { class: 'template-part' },
            el('h2', null, t('families_template')),
            el('p', { class: 'hint' }, t('families_template_hint')),
            table(t('families_template'), templates),
          ),
        );
      }
    },
  });

  // marked is the text of a cell with what differs from the first copy.
  function marked(s, [lo, hi, edits]) {
    const text = cc.slice(s, lo, hi);
    if (text === null) return null;
    const nodes = [];
    let at = lo;
    for (const [from, to, kind] of edits) {
      nodes.push(text.slice(at - lo, from - lo));
      const name = classes[kind];
      nodes.push(
        from === to
          ? el('span', { class: 'gap gap-' + name, title: t('gap_here'), role: 'img', 'aria-label': t('gap_here') })
          : el('mark', { class: 'edit edit-' + name, title: t('class_' + name) }, text.slice(from - lo, to - lo)),
      );
      at = to;
    }
    nodes.push(text.slice(at - lo));
    return nodes;
  }

  // variants groups the copies of one sentence by what they say, in the order of copies.
  function variants(family, line) {
    const found = new Map();
    line.forEach((cell, k) => {
      const [lo, hi] = cell;
      const s = family.members[k].s;
      const text = lo < hi ? cc.slice(s, lo, hi) : '';
      const key = text === null ? 'copy ' + k : 'text ' + text.trim();
      if (!found.has(key)) found.set(key, { s, cell, copies: [] });
      found.get(key).copies.push(k);
    });
    return [...found.values()];
  }

  const copyNo = (family, k) => {
    const { s } = family.members[k];
    return el('a', { class: 'copy-no', href: cc.href('s', s), title: cc.name(s) }, String(k + 1));
  };

  function sentence(family, line, at) {
    const all = variants(family, line);
    const alike = all.length === 1;
    const variant = ({ s, cell, copies }) => {
      const missing = cell[0] >= cell[1];
      const text = missing ? null : marked(s, cell);
      const who = alike
        ? el('span', { class: 'all-copies' }, t('all_copies'))
        : cc.first(el('span'), copies, shown, (k) => copyNo(family, k), 'more_members');
      return el(
        'div',
        { class: missing ? 'variant lacking' : 'variant', dataset: { stop: '' }, tabindex: '-1' },
        el('span', { class: 'who' }, who),
        el('p', { class: 'words' }, missing ? t('sentence_missing') : text === null ? t('text_not_here') : text),
      );
    };
    return el(
      'li',
      { class: alike ? 'sentence alike' : 'sentence' },
      el('span', { class: 'sr' }, t('sentence_no', at + 1)),
      cc.first(el('div'), all, shown, variant, 'more_wordings'),
    );
  }

  // beside leads to copy k beside the first one that the result has it in a pair with.
  function beside(family, k) {
    const { s } = family.members[k];
    const other = family.members.slice(0, Math.min(k, shown)).findIndex((one) => one.s !== s && cc.pairOf(one.s, s));
    if (other < 0) return null;
    return el(
      'span',
      { class: 'quiet' },
      ' · ',
      cc.pairLink(family.members[other].s, s, undefined, t('beside_copy', other + 1)),
    );
  }

  const copy = (family, { s, line }, k) =>
    el(
      'li',
      null,
      el('span', { class: 'copy-no' }, String(k + 1)),
      ' ',
      cc.link(s),
      el('span', { class: 'quiet' }, ' ', cc.lines(line)),
      beside(family, k),
    );

  function copies(family) {
    const all = family.members.map((member, k) => [member, k]);
    const list = (part) => cc.feed(el('ol', { class: 'copies' }), part, ([member, k]) => copy(family, member, k));
    const rest = all.slice(shown);
    return [
      list(all.slice(0, shown)),
      rest.length > 0 ? cc.folded(t('more_members', rest.length), (node) => node.append(list(rest))) : null,
    ];
  }

  cc.view('family', {
    title: ([id]) => (byId.has(id) ? t('family_of', byId.get(id).members.length, byId.get(id).letters) : t('families')),
    under: 'families',
    render(root, [id]) {
      const family = byId.get(id);
      if (!family) {
        root.append(el('h1', null, t('families')), el('p', { class: 'hint' }, t('not_in_report')));
        return;
      }
      cc.put(
        root,
        el('p', { class: 'back' }, el('a', { href: cc.href('families') }, t('families'))),
        el('h1', null, t('family_of', family.members.length, family.letters), heldIn(family)),
      );
      if (family.template) root.append(el('p', { class: 'hint template-note' }, t('families_template_hint')));
      cc.put(root, copies(family));
      if (!family.stack) root.append(el('p', { class: 'hint' }, t('not_stacked')), plain(family));
      else {
        root.append(
          el('h2', null, t('sentence_by_sentence')),
          el('p', { class: 'hint' }, t('stack_hint')),
          cc.feed(
            el('ol', { class: 'stack' }),
            family.stack.map((line, at) => [line, at]),
            ([line, at]) => sentence(family, line, at),
          ),
        );
      }
    },
    keys: {
      n: () => turn(1),
      p: () => turn(-1),
    },
  });

  // plain is the text of the first copy, where the copies were not laid side by side.
  function plain(family) {
    const { s, r } = family.members[0];
    const text = cc.slice(s, r[0], r[1]);
    return el('p', { class: 'words' }, text === null ? t('text_not_here') : text);
  }

  // turn opens the family that many further on in the result.
  function turn(by) {
    const now = data.families.findIndex((family) => family.id === cc.current().params[0]);
    const next = data.families[now + by];
    return next ? cc.go(cc.href('family', next.id)) : false;
  }
})();
