// Submissions of the archive: earlier ones that share text with the new. They are sources,
// never judged, and stand behind the new ones. What an owner took from its own earlier work,
// and what was accepted before, is shown grey and counts for no limit.
(() => {
  'use strict';
  const { data, t, el } = cc;

  // held reports whether submission i is of the archive.
  cc.held = (i) => data.submissions[i].archived === true;

  // fresh are the indexes of the new submissions.
  cc.fresh = data.submissions.map((_, i) => i).filter((i) => !cc.held(i));

  // heldCount is how many of a list of submissions are of the archive.
  cc.heldCount = (list) => list.filter(cc.held).length;

  // heldAs is what is known of an archived submission: its year, its owner, and its number
  // where that is needed to tell it from others.
  function heldAs(i) {
    const { year, owner, number, numbered } = data.submissions[i];
    const parts = [t('held')];
    if (year) parts.push(String(year));
    if (owner) parts.push(owner);
    if (numbered && number) parts.push(t('held_number', number));
    return parts.join(' ');
  }

  // name is what submission i is called in a text, label what it is in an element.
  cc.name = (i) => (cc.held(i) ? t('held_mark', heldAs(i)) : '') + data.submissions[i].name;
  cc.label = (i) =>
    cc.held(i)
      ? [
          el('span', { class: 'held', title: t('held_hint', data.submissions[i].number || '') }, heldAs(i)),
          ' ',
          data.submissions[i].name,
        ]
      : data.submissions[i].name;

  // apart names why a pair or passage counts for no limit: own, accepted, '' where it counts.
  cc.apart = (x) => (x.own ? 'own' : x.accepted ? 'accepted' : '');

  // apartStamp says so beside the marks, and that figures are estimates or the two one file;
  // nothing where none of it is so.
  cc.apartStamp = (x) => {
    const why = cc.apart(x);
    return [
      why === '' ? null : el('span', { class: 'stamp stamp-' + why, title: t('why_' + why) }, t('kind_' + why)),
      cc.estimateStamp(x),
      x.same_file ? el('span', { class: 'stamp', title: t('why_same_file') }, t('same_file')) : null,
    ];
  };

  // estimateStamp says that figures are estimates, nothing where they are none.
  cc.estimateStamp = (x) =>
    x.estimated ? el('span', { class: 'stamp', title: t('why_estimated') }, t('estimated')) : null;

  // nearHeld is how many new submissions are near-duplicates of archived ones, by pairs that
  // count.
  cc.nearHeld = () =>
    cc.fresh.filter((i) => cc.pairsOf(i).some((pair) => cc.held(pair.b) && cc.pairCounts(pair))).length;

  // apartSentence tells how much is listed and counts for no limit, '' where nothing is.
  cc.apartSentence = () => {
    const parts = ['own', 'accepted'].map((why) => {
      const pairs = data.pairs.filter((pair) => pair.near && cc.apart(pair) === why).length;
      const passages = data.passages.filter((p) => !p.template && cc.apart(p) === why).length;
      const said = [];
      if (pairs > 0) said.push(t('apart_pairs', pairs));
      if (passages > 0) said.push(t('apart_passages', passages));
      return said.length > 0 ? t('kind_' + why) + t('colon') + said.join(t('comma')) : '';
    });
    const said = parts.filter((part) => part !== '');
    return said.length > 0 ? said.join(t('semicolon')) + t('aside', t('apart_note')) : '';
  };

  // archiveLine says what the new submissions were compared with, and what counts for no
  // limit; null where there is neither.
  cc.archiveLine = () => {
    const use = data.archive;
    const apart = cc.apartSentence();
    if (!use) return apart ? el('p', { class: 'archive-line' }, apart, t('stop')) : null;
    return el(
      'p',
      { class: 'archive-line' },
      el('span', { class: 'held' }, t('held')),
      ' ',
      el('span', { class: 'path' }, use.path),
      t('colon'),
      t('archive_held', use.submissions),
      t('comma'),
      t('archive_compared', use.compared),
      t('stop'),
      t('same_owner_' + use.same_owner),
      t('stop'),
      apart ? [apart, t('stop')] : null,
    );
  };

  // clusterSize says how many members a cluster has, and how many of them the archive holds.
  cc.clusterSize = ({ id, members }) => {
    const held = cc.heldCount(members);
    return held > 0
      ? t('cluster_caption_held', id, members.length - held, held)
      : t('cluster_caption', id, members.length);
  };
})();
