// What the words, letters and figures mean, and the keys.
(() => {
  'use strict';
  const { data, t, el } = cc;

  const words = [
    'letter',
    'total_reuse',
    'with_template',
    'largest_source',
    'near',
    'cluster',
    'family',
    'template',
    'passage',
    ...(data.archive ? ['archive', 'own'] : []),
    ...(data.passages.some((p) => p.accepted) ? ['accepted'] : []),
  ];

  function terms() {
    return el(
      'dl',
      { class: 'terms' },
      words.map((word) => el('div', null, el('dt', null, t('term_' + word)), el('dd', null, t('about_' + word)))),
    );
  }

  // What counts for no limit is explained where there is some.
  const explained = (tint) =>
    (tint !== 'own' && tint !== 'accepted') || data.passages.some((p) => cc.tintOf(p) === tint);

  function kinds() {
    return el(
      'dl',
      { class: 'terms' },
      cc.tints.filter(explained).map((kind) =>
        el(
          'div',
          null,
          el('dt', null, cc.kindMark(kind), ' ', el('span', { class: 'hit tint-' + kind }, t('kind_' + kind))),
          el('dd', null, t('why_' + kind)),
        ),
      ),
    );
  }

  function edits() {
    return el(
      'dl',
      { class: 'terms' },
      cc.editClasses.map((kind) =>
        el(
          'div',
          null,
          el('dt', null, el('mark', { class: 'edit edit-' + kind }, t('class_' + kind))),
          el('dd', null, t('about_class_' + kind)),
        ),
      ),
    );
  }

  function run() {
    return el(
      'dl',
      { class: 'terms small' },
      el('div', null, el('dt', null, t('version')), el('dd', null, data.version)),
      el(
        'div',
        null,
        el('dt', null, t('elapsed')),
        el('dd', null, t('seconds', String(Math.round(1000 * data.elapsed) / 1000))),
      ),
      el('div', null, el('dt', null, t('options')), el('dd', null, el('code', null, JSON.stringify(data.options)))),
    );
  }

  cc.view('help', {
    title: 'help',
    render(root) {
      cc.put(
        root,
        el('h1', null, t('help')),
        el('p', { class: 'lede' }, t('help_lede')),
        el(
          'div',
          { class: 'help-columns' },
          el('section', null, el('h2', null, t('help_words')), terms(), el('h2', null, t('keys')), cc.keyTable()),
          el(
            'section',
            null,
            el('h2', null, t('help_kinds')),
            kinds(),
            el('h2', null, t('help_edits')),
            edits(),
            el('h2', null, t('help_run')),
            run(),
          ),
        ),
      );
    },
  });
})();
