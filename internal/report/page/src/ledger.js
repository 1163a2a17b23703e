// The ledger: every input, what became of it, and what to do where it was not read.
(() => {
  'use strict';
  const { data, t, el } = cc;
  const order = ['error', 'unread', 'partial', 'skipped', 'ok'];
  const state = { query: '', status: '' };

  const coded = data.inputs.some((input) => input.code !== '');

  const rank = (input) => (input.excluded ? order.length : order.indexOf(input.status));
  const word = (input) => (input.excluded ? t('left_out') : t('status_' + input.status));

  // size says a number of bytes as people do.
  function size(bytes) {
    const units = ['KB', 'MB', 'GB'];
    if (bytes < 1000) return t('bytes', bytes);
    let n = bytes / 1000;
    let unit = 0;
    while (n >= 1000 && unit < units.length - 1) {
      n /= 1000;
      unit++;
    }
    return (n < 10 ? n.toFixed(1) : cc.number(Math.round(n))) + ' ' + units[unit];
  }

  const few = 12; // submissions that are named of one file

  // submissions leads to those of a file: by their number, the name being the file's.
  function submissions(list) {
    const link = (i) => [
      el(
        'a',
        { href: cc.href('s', i), title: data.submissions[i].title || null, 'aria-label': cc.name(i) },
        '#' + data.submissions[i].ordinal,
      ),
      ' ',
    ];
    if (list.length === 0) return null;
    return [
      el('span', { class: 'quiet' }, t('submission_count', list.length), ' '),
      list.slice(0, few).map(link),
      list.length > few
        ? el('details', null, el('summary', null, t('more_names', list.length - few)), list.slice(few).map(link))
        : null,
    ];
  }

  // path shows the folder of a path quieter than the name.
  function path(input) {
    const at = input.path.lastIndexOf('/') + 1;
    return el(
      'span',
      { class: 'path' },
      at > 0 ? el('span', { class: 'folder' }, input.path.slice(0, at)) : null,
      input.path.slice(at),
    );
  }

  function row(input) {
    const reason = input.reason[cc.lang];
    const hint = input.hint[cc.lang];
    return el(
      'tr',
      {
        class: 'state-' + (input.excluded ? 'excluded' : input.status),
        dataset: { stop: '' },
        tabindex: '-1',
        'aria-label': input.path,
      },
      el('td', null, el('span', { class: 'state' }, word(input))),
      el(
        'td',
        { class: 'name' },
        path(input),
        input.container ? el('span', { class: 'quiet' }, t('container_members')) : null,
        reason ? el('span', { class: 'reason' }, reason) : null,
        hint ? el('span', { class: 'quiet' }, t('hint_line', hint)) : null,
      ),
      el('td', { class: 'name subs' }, submissions(input.submissions)),
      el('td', { class: 'read-as' }, [input.format, input.encoding].filter(Boolean).join(' · ')),
      el('td', { class: 'num' }, size(input.bytes)),
      coded ? el('td', { class: 'code' }, input.code) : null,
    );
  }

  const sorted = data.inputs
    .map((input, at) => ({ input, at }))
    .sort((x, y) => rank(x.input) - rank(y.input) || x.at - y.at)
    .map(({ input }) => input);

  function matching() {
    const query = state.query.trim().toLowerCase();
    return sorted.filter(
      (input) =>
        (state.status === '' || (input.excluded ? 'excluded' : input.status) === state.status) &&
        (query === '' ||
          [input.path, input.code, input.reason[cc.lang], input.format, input.encoding]
            .join('\n')
            .toLowerCase()
            .includes(query)),
    );
  }

  function choices(update) {
    const states = [...order, 'excluded'].filter((status) =>
      data.inputs.some((input) => (input.excluded ? 'excluded' : input.status) === status),
    );
    if (states.length < 2) return null;
    const button = (status, text) =>
      el(
        'button',
        {
          type: 'button',
          'aria-pressed': String(state.status === status),
          onclick: (event) => {
            state.status = status;
            for (const other of event.currentTarget.parentNode.children) {
              other.setAttribute('aria-pressed', String(other === event.currentTarget));
            }
            update();
          },
        },
        text,
      );
    return el(
      'span',
      { class: 'choice', role: 'group', 'aria-label': t('status_column') },
      button('', t('all_files')),
      states.map((status) => button(status, status === 'excluded' ? t('left_out') : t('status_' + status))),
    );
  }

  cc.view('ledger', {
    title: 'ledger',
    tab: 6,
    count: () => data.inputs.length,
    render(root) {
      const body = el('tbody');
      const tally = el('span', { class: 'tally', role: 'status' });
      const update = () => {
        const list = matching();
        tally.textContent = t('file_count', list.length);
        cc.feed(body, list, row);
      };
      const input = el('input', {
        type: 'search',
        class: 'ledger-filter',
        value: state.query,
        autocomplete: 'off',
        spellcheck: 'false',
        placeholder: t('ledger_filter'),
        'aria-label': t('ledger_filter'),
        oninput: () => {
          state.query = input.value;
          update();
        },
      });
      cc.put(
        root,
        el('h1', null, t('ledger')),
        el('p', { class: 'hint' }, t('ledger_hint')),
        cc.archiveLine(),
        el('div', { class: 'bar-row' }, el('label', { class: 'filter' }, input), choices(update), tally),
        el(
          'div',
          { class: 'scroll', role: 'region', 'aria-label': t('ledger'), tabindex: '0' },
          el(
            'table',
            { class: 'grid ledger' },
            el(
              'thead',
              null,
              el(
                'tr',
                null,
                el('th', { scope: 'col' }, t('status_column')),
                el('th', { scope: 'col', class: 'name' }, t('file_column')),
                el('th', { scope: 'col', class: 'name' }, t('submissions_column')),
                el('th', { scope: 'col' }, t('read_as')),
                el('th', { scope: 'col', class: 'num' }, t('size')),
                coded ? el('th', { scope: 'col' }, t('code')) : null,
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
