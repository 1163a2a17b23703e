// What was noticed beside the figures, and who of a roster handed in. None of it counts.
(() => {
  'use strict';
  const { data, t, el } = cc;

  // Observations by submission: those of itself and those of its file.
  const bySubmission = new Map();
  const add = (i, o) => {
    if (!bySubmission.has(i)) bySubmission.set(i, []);
    if (!bySubmission.get(i).includes(o)) bySubmission.get(i).push(o);
  };
  for (const o of data.observations) {
    if (o.s >= 0) add(o.s, o);
    const inputs = o.s < 0 && o.input >= 0 ? [o.input, ...o.others] : o.others;
    for (const k of inputs) data.inputs[k].submissions.forEach((i) => add(i, o));
  }

  // observedOf returns what was noticed of submission i. Not to be changed.
  cc.observedOf = (i) => bySubmission.get(i) || [];

  const base = (path) => path.slice(path.lastIndexOf('/') + 1);

  // inputLink names an input: by its submission where it has one.
  function inputLink(k) {
    const { submissions, path } = data.inputs[k];
    return submissions.length > 0
      ? el('a', { href: cc.href('s', submissions[0]), title: path }, cc.name(submissions[0]))
      : el('span', { title: path }, base(path));
  }

  const few = 4; // inputs that something is in common with

  // item is one observation; here is the submission whose view it is in, -1 for none.
  function item(o, here) {
    const place = o.line[0] > 0 ? cc.lines(o.line) : '';
    const isHere = (k) => k >= 0 && data.inputs[k].submissions.includes(here);
    const own = here >= 0 && (o.s >= 0 ? o.s === here : isHere(o.input) || o.others.length > 0);
    const who = own ? null : o.s >= 0 ? cc.link(o.s) : o.input >= 0 ? inputLink(o.input) : null;
    const others = (own && o.others.length > 0 ? [o.input, ...o.others] : o.others).filter((k) => k >= 0 && !isHere(k));
    return el(
      'li',
      { class: o.strong ? 'strong' : null, id: 'observed-' + o.id },
      el('b', null, t('observed_' + o.kind)),
      el(
        'span',
        null,
        who ? [' ', who] : null,
        place ? [' ', el('span', { class: 'quiet' }, place)] : null,
        ' ',
        o.said[cc.lang],
        others.length > 0
          ? [
              t('semicolon'),
              t('observed_with'),
              others.slice(0, few).map((k, at) => [at > 0 ? t('comma') : null, inputLink(k)]),
              others.length > few ? t('more_names', others.length - few) : null,
            ]
          : null,
        o.s >= 0 && o.r[0] < o.r[1] && data.texts !== 'none'
          ? el('span', { class: 'to-place' }, ' · ', el('a', { href: cc.href('s', o.s, o.id) }, t('observed_here')))
          : null,
        o.text
          ? el('q', { class: o.kind === 'hidden_text' ? 'quoted unseen' : 'quoted', lang: 'zh' }, o.text)
          : null,
      ),
    );
  }

  // observations lists them under a title, the first ones open; null where there are none.
  cc.observations = (list, here, shown) => {
    if (list.length === 0) return null;
    return el(
      'section',
      { class: 'observed' },
      el(
        'h2',
        null,
        t('observed'),
        el('span', { class: 'count' }, cc.number(list.length)),
        el('span', { class: 'quiet' }, t('observed_note')),
      ),
      el(
        'ul',
        null,
        list.slice(0, shown).map((o) => item(o, here)),
      ),
      list.length > shown
        ? el(
            'details',
            null,
            el('summary', null, t('observed_more', list.length - shown)),
            el(
              'ul',
              null,
              list.slice(shown).map((o) => item(o, here)),
            ),
          )
        : null,
    );
  };

  // remarks are the observations of submission i that have a place in its text, as spans.
  cc.remarks = (i) =>
    cc
      .observedOf(i)
      .filter((o) => o.s === i && o.r[0] < o.r[1])
      .map((o) => ({ lo: o.r[0], hi: o.r[1], remark: o }));

  // remarkTitle says what stands behind a marked place.
  cc.remarkTitle = (o) => t('observed_' + o.kind) + t('colon') + o.said[cc.lang];

  // units is a table of what each owner of a roster handed in, folded up.
  const units = (use) => {
    const row = (unit) => {
      const state = unit.unread ? 'unreadable' : unit.paths.length > 0 ? 'yes' : 'no';
      return el(
        'tr',
        { class: state === 'yes' ? null : 'doubtful' },
        el('th', { scope: 'row' }, unit.owner),
        el('td', null, t('roster_' + state)),
        el(
          'td',
          null,
          unit.paths.map((path) => el('div', null, path)),
        ),
      );
    };
    const heads = ['owner', 'state', 'files'].map((column) => el('th', { scope: 'col' }, t('roster_' + column)));
    return el(
      'details',
      { class: 'units' },
      el('summary', null, t('roster_units')),
      el('table', null, el('thead', null, el('tr', null, heads)), el('tbody', null, use.assigned.map(row))),
    );
  };

  // roster says who of a roster handed in, and in full what; null where there was none.
  cc.roster = (full) => {
    const use = data.roster;
    if (!use) return null;
    const names = (list) => list.join(t('comma'));
    const handed = use.owners - use.missing.length;
    return el(
      'section',
      { class: 'observed roster' },
      el(
        'h2',
        null,
        t('roster'),
        el(
          'span',
          { class: 'quiet' },
          use.unread.length > 0
            ? t('roster_line_unread', use.owners, handed, use.unread.length, use.missing.length)
            : t('roster_line', use.owners, handed, use.missing.length),
        ),
      ),
      use.missing.length > 0 ? el('p', null, t('roster_missing'), names(use.missing)) : null,
      use.unread.length > 0 ? el('p', null, t('roster_unread'), names(use.unread)) : null,
      use.unlisted.length > 0
        ? el('p', null, t('roster_unlisted', use.unlisted.length), names(use.unlisted.map(base)))
        : null,
      full && use.assigned.length > 0 ? units(use) : null,
    );
  };

  // documents are the inputs that are documents: members stand for what holds them.
  cc.documents = () =>
    data.inputs.filter((input) => !input.excluded && !(input.container && input.status === 'ok')).length;
})();
