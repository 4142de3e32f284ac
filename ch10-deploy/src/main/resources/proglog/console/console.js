'use strict';

// The page shows what one console says, over one stream of events. When that console is gone it goes on
// with another one of the cluster. Nothing is ever put into the page as markup: values are strangers' bytes.
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const home = location.host;
  const callable = new Set([home, ...root.dataset.consoles.split(' ').filter(Boolean)]);
  const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
  const SILENCE = 3000; // a console that says nothing for so many milliseconds is gone
  const PATIENCE = 1500; // and one that is tried gets so many to say something

  let state = null; // what was said last
  const known = new Map(); // what each node said last, also to a console that is gone now
  let homeName = ''; // the node that served the page
  let at = home; // whose console is shown
  let skew = 0; // of this clock against that console's, in milliseconds

  // ---- small things

  function text(element, value) {
    if (element.textContent !== value) element.textContent = value;
  }

  function make(tag, className, value) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (value !== undefined) element.textContent = value;
    return element;
  }

  function svg(tag, attributes) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  const clock = (millis) => new Date(millis).toLocaleTimeString('en-GB');
  const seconds = (millis) => (millis / 1000).toFixed(1) + ' s';

  function bytes(count) {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let unit = 0;
    while (count >= 1024 && unit < units.length - 1) {
      count /= 1024;
      unit++;
    }
    return [count >= 100 || unit === 0 ? whole.format(count) : count.toFixed(1), units[unit]];
  }

  function say(words) {
    $('say').textContent = words;
  }

  // ---- the connection

  let source = null;
  let heard = 0; // when, on the clock that never jumps
  let searching = false;
  let tried = 0;
  let lostName = '';

  const base = (host) => (host === home ? '' : location.protocol + '//' + host);

  function open(host) {
    if (source) source.close();
    const own = new EventSource(base(host) + '/console/events', { withCredentials: host !== home });
    source = own;
    heard = performance.now();
    own.onmessage = (event) => {
      if (source !== own) return;
      heard = performance.now();
      found(host);
      show(JSON.parse(event.data));
    };
    own.onerror = () => {
      if (source === own) lost();
    };
  }

  function found(host) {
    if (!searching && at === host) return;
    searching = false;
    tried = 0;
    at = host;
  }

  function candidates() {
    const others = state ? state.nodes.filter((node) => node.status && node.name !== homeName) : [];
    others.sort((a, b) => b.isReached - a.isReached || (a.name === lostName) - (b.name === lostName));
    return [...others.map((node) => [node.name, node.status.console]), [homeName || 'this node', home]];
  }

  function lost() {
    source.close();
    source = null;
    if (!searching) {
      searching = true;
      tried = 0;
      lostName = state ? state.self : '';
      vanished();
    }
    const all = candidates();
    const [name, host] = all[tried % all.length];
    tried++;
    gone(lostName ? `${lostName}, whose console this is, is gone. Trying ${name} at ${host} …` : `No answer from ${host}. Trying again …`);
    link('trying', 'Trying ' + name);
    const pause = tried === 1 ? 0 : tried > all.length ? 600 : 150;
    if (!callable.has(host)) {
      // The page may not call it from here; when nobody else is left, it is opened instead.
      if (tried > all.length) location.assign(`${location.protocol}//${host}/console`);
      else setTimeout(lostAgain, 0);
      return;
    }
    setTimeout(() => {
      if (searching && source === null) open(host);
    }, pause);
  }

  function lostAgain() {
    if (searching && source === null) {
      source = { close() {} };
      lost();
    }
  }

  /// The node that is looked at tells no more that it is gone itself.
  function vanished() {
    if (!state) return;
    happened(Date.now() - skew, 'gone', `${lostName} is gone`);
    say(`${lostName} is gone`);
    const node = state.nodes.find((one) => one.name === lostName);
    if (node) node.isReached = false;
    draw();
  }

  function gone(words, host) {
    const line = $('gone');
    line.hidden = false;
    line.replaceChildren(words);
    if (host) {
      const link = make('a', '', 'Open its own page');
      link.href = `${location.protocol}//${host}/console`;
      line.append(' ', link);
    }
  }

  function link(kind, words) {
    $('link').dataset.state = kind;
    text($('link-text'), words);
  }

  setInterval(() => {
    const quiet = performance.now() - heard;
    if (source && quiet > (searching ? PATIENCE : SILENCE)) lost();
    stopwatch();
  }, 100);

  // ---- what is shown

  function show(next) {
    const before = state;
    state = next;
    for (const node of next.nodes) {
      if (node.status) known.set(node.name, node.status);
      else node.status = known.get(node.name);
    }
    skew = Date.now() - next.now;
    if (at === home) homeName = next.self;
    compare(before, next);
    link(at === home ? 'live' : 'elsewhere', at === home ? 'Live' : `Live, from ${next.self}`);
    if (at === home) {
      $('gone').hidden = true;
    } else {
      gone(`${homeName || 'The node'}, which served this page, is gone. This is what ${next.self} sees.`, at);
      const own = next.nodes.find((node) => node.name === homeName);
      if (own && own.isReached) open(home); // it is back
    }
    for (const reign of next.reigns) reigned(reign);
    measure(next);
    draw();
  }

  function compare(before, next) {
    if (!before) return;
    for (const node of next.nodes) {
      const old = before.nodes.find((one) => one.name === node.name);
      if (!old) {
        happened(next.now, 'back', `${node.name} has joined`);
      } else if (old.isReached && !node.isReached) {
        happened(next.now, 'gone', `${node.name} is gone`);
        say(`${node.name} is gone`);
      } else if (!old.isReached && node.isReached) {
        happened(next.now, 'back', `${node.name} is ${old.status ? 'back' : 'there'}`);
        say(`${node.name} is back`);
      }
    }
    for (const old of before.nodes) {
      if (!next.nodes.some((node) => node.name === old.name)) {
        happened(next.now, 'gone', `${old.name} has no vote any more`);
      }
    }
  }

  function draw() {
    text($('cluster'), state.cluster);
    text($('self'), state.self);
    document.title = state.leader ? `${state.leader} leads · Proglog` : 'no leader · Proglog';
    drawLeader();
    drawNodes();
    drawRing();
    drawPace();
    drawTail();
    drawEvents();
  }

  const role = (node) => (node.isReached ? node.status.role : node.status ? 'gone' : 'unknown');
  const leads = (node) => node.isReached && node.name === state.leader && role(node) === 'leader';

  // ---- who leads

  let missing = 0; // since when nobody has led, on the clock that never jumps
  let led = ''; // who led before
  const gaps = new Map(); // how long nobody had led, by the term that ended it

  function drawLeader() {
    const leader = state.nodes.find(leads);
    const line = $('leader');
    text($('term'), String(state.term));
    if (leader) {
      if (missing) gaps.set(state.term, performance.now() - missing);
      if (led && (led !== leader.name || missing)) say(`${leader.name} leads in term ${state.term}`);
      missing = 0;
      led = leader.name;
      line.dataset.state = 'leads';
      text(line, `${leader.name} leads`);
      const reign = state.reigns.findLast((one) => one.leader === leader.name && one.term === state.term);
      const gap = gaps.get(state.term);
      text($('since'), (reign ? `since ${clock(reign.at)}` : '') + (gap ? `, after ${seconds(gap)} without a leader` : '') || '\u00a0');
      return;
    }
    if (!missing) {
      missing = performance.now();
      say(led ? `${led} leads no more` : 'no leader');
    }
    line.dataset.state = 'none';
    text(line, state.nodes.some((node) => role(node) === 'candidate') ? 'Electing a leader' : 'No leader');
    stopwatch();
  }

  function stopwatch() {
    if (missing) text($('since'), `${seconds(performance.now() - missing)} without a leader`);
  }

  // ---- the nodes

  const cards = new Map();

  function drawNodes() {
    const most = Math.max(1, ...state.nodes.map((node) => disk(node)));
    for (const node of state.nodes) {
      if (!cards.has(node.name)) {
        const card = $('node').content.cloneNode(true).firstElementChild;
        card.dataset.name = node.name;
        text(card.querySelector('h3'), node.name);
        cards.set(node.name, card);
        const after = [...$('nodes').children].find((other) => other.dataset.name > node.name);
        $('nodes').insertBefore(card, after || null);
      }
      drawNode(cards.get(node.name), node, most);
    }
    for (const [name, card] of cards) {
      if (!state.nodes.some((node) => node.name === name)) {
        card.remove();
        cards.delete(name);
      }
    }
  }

  const disk = (node) => (node.status ? node.status.segments.reduce((sum, one) => sum + one.bytes, 0) : 0);

  function drawNode(card, node, most) {
    const status = node.status;
    card.dataset.role = role(node);
    text(card.querySelector('.role'), role(node) + (node.hasVote ? '' : ', no vote'));
    text(card.querySelector('.address'), (node.rpc || 'not a member') + (node.name === state.self ? ' · sees this' : ''));
    if (!status) return;
    text(card.querySelector('.t'), whole.format(status.term));
    text(card.querySelector('.c'), whole.format(status.commit));
    text(card.querySelector('.l'), node.lag < 0 ? '–' : whole.format(node.lag));
    card.querySelector('.l').classList.toggle('behind', node.lag > 0);
    text(card.querySelector('.n'), whole.format(status.next - status.first));
    drawSegments(card, status.segments, most);
  }

  // To scale: the same number of bytes is as wide on every node.
  function drawSegments(card, segments, most) {
    const bar = card.querySelector('.segments');
    const step = Math.ceil(segments.length / 60);
    const groups = [];
    for (let i = 0; i < segments.length; i += step) {
      const group = segments.slice(i, i + step);
      groups.push({
        first: group[0].first,
        next: group[group.length - 1].next,
        bytes: group.reduce((sum, one) => sum + one.bytes, 0),
      });
    }
    while (bar.children.length > groups.length) bar.lastChild.remove();
    groups.forEach((group, i) => {
      const block = bar.children[i] || bar.appendChild(make('i'));
      const [count, unit] = bytes(group.bytes);
      block.style.width = `${(100 * group.bytes) / most}%`;
      block.className = i === groups.length - 1 ? 'active' : '';
      block.title = `entries ${whole.format(group.first)} to ${whole.format(group.next - 1)}, ${count} ${unit}`;
    });
    const [count, unit] = bytes(segments.reduce((sum, one) => sum + one.bytes, 0));
    const words = `${segments.length} ${segments.length === 1 ? 'segment' : 'segments'}, ${count} ${unit}`;
    if (bar.getAttribute('aria-label') !== words) bar.setAttribute('aria-label', words);
    text(card.querySelector('.count'), words);
    text(card.querySelector('.entries'), segments.length ? `entries ${whole.format(segments[0].first)} to ${whole.format(segments.at(-1).next - 1)}` : '');
  }

  // ---- the ring: who leads whom

  const dots = new Map();

  function place(i, count) {
    const angle = -Math.PI / 2 + (2 * Math.PI * i) / count;
    return [160 + (count === 1 ? 0 : 108 * Math.cos(angle)), 88 + (count === 1 ? 0 : 58 * Math.sin(angle))];
  }

  function drawRing() {
    const ring = $('ring');
    const leader = state.nodes.findIndex(leads);
    const names = state.nodes.map((node) => node.name).join(' ');
    if (ring.dataset.names !== names) {
      ring.dataset.names = names;
      ring.replaceChildren();
      dots.clear();
      state.nodes.forEach((node, i) => {
        const [x, y] = place(i, state.nodes.length);
        const line = svg('line', { class: 'wire', x2: x, y2: y, x1: x, y1: y });
        ring.prepend(line);
        const dot = svg('g', { class: 'dot' });
        const label = svg('text', { x, y: node.name.length > 4 ? y + 36 : y + 5 });
        label.textContent = node.name;
        dot.append(svg('circle', { class: 'halo', cx: x, cy: y, r: 30 }), svg('circle', { class: 'core', cx: x, cy: y, r: 21 }), label);
        ring.append(dot);
        dots.set(node.name, { dot, line });
      });
    }
    const busy = state.nodes.some((node) => node.isReached && node.status.pace.appended > 0);
    ring.classList.toggle('busy', busy);
    const [x, y] = place(Math.max(0, leader), state.nodes.length);
    state.nodes.forEach((node, i) => {
      const { dot, line } = dots.get(node.name);
      dot.dataset.role = i === leader ? 'leader' : role(node) === 'leader' ? 'follower' : role(node);
      line.classList.toggle('on', leader >= 0 && i !== leader && node.isReached);
      if (leader >= 0) {
        line.setAttribute('x1', x);
        line.setAttribute('y1', y);
      }
    });
    const words = state.nodes.map((node) => `${node.name} ${role(node)}`).join(', ');
    if (ring.getAttribute('aria-label') !== words) ring.setAttribute('aria-label', words);
  }

  // ---- how much is going on

  const samples = []; // records appended in a second, one a second
  let sampled = 0;

  function measure(next) {
    if (performance.now() - sampled < 950) return;
    sampled = performance.now();
    samples.push(total(next, 'appended'));
    if (samples.length > 60) samples.shift();
  }

  function total(of, name) {
    return of.nodes.reduce((sum, node) => sum + (node.isReached ? node.status.pace[name] : 0), 0);
  }

  function drawPace() {
    const busiest = state.nodes
      .filter((node) => node.isReached && node.status.pace.median > 0)
      .sort((a, b) => b.status.pace.appended - a.status.pace.appended)[0];
    const millis = (value) => (value >= 0.1 ? whole.format(value * 1000) : (value * 1000).toFixed(1));
    const [volume, unit] = bytes(total(state, 'bytes'));
    text($('appended'), whole.format(total(state, 'appended')));
    text($('read'), whole.format(total(state, 'read')));
    text($('volume'), volume);
    text($('volume-unit'), unit + '/s');
    text($('latency'), busiest ? millis(busiest.status.pace.median) : '–');
    text($('slow'), busiest ? millis(busiest.status.pace.slowest) : '–');
    const most = Math.max(10, ...samples);
    const points = samples.map((value, i) => {
      const x = 300 - (samples.length - 1 - i) * (300 / 59);
      return `${x.toFixed(1)} ${(57 - (52 * value) / most).toFixed(1)}`;
    });
    if (points.length > 1) {
      const left = points[0].split(' ')[0];
      $('spark').querySelector('.line').setAttribute('d', 'M' + points.join('L'));
      $('spark').querySelector('.area').setAttribute('d', `M${left} 60L${points.join('L')}L300 60Z`);
    }
  }

  // ---- records

  function record(one) {
    const item = make('li');
    item.dataset.offset = one.offset;
    const value = make('code', one.isText ? '' : 'hex', one.value + (one.isCut ? ' …' : ''));
    if (one.bytes === 0) value.append(make('em', '', 'empty'));
    const [count, unit] = bytes(one.bytes);
    item.append(make('b', '', whole.format(one.offset)), value, make('span', 'quiet', `${count} ${unit} · ${clock(one.at)}`));
    return item;
  }

  function drawTail() {
    const list = $('tail');
    const own = state.nodes.find((node) => node.name === state.self).status;
    text($('range'), own.next > own.first ? `${whole.format(own.first)} to ${whole.format(own.next - 1)} on ${state.self}` : 'none yet');
    const newest = list.firstElementChild ? Number(list.firstElementChild.dataset.offset) : -1;
    if (state.records.length === 0 || state.records[0].offset === newest) {
      if (state.records.length === 0) list.replaceChildren();
      return;
    }
    const known = newest >= 0 && state.records.some((one) => one.offset === newest);
    const fresh = known ? state.records.filter((one) => one.offset > newest) : state.records;
    if (!known) list.replaceChildren();
    const items = fresh.map(record);
    if (known) items.forEach((item) => item.classList.add('fresh'));
    list.prepend(...items);
    while (list.children.length > state.records.length) list.lastElementChild.remove();
  }

  // ---- what happened

  const events = [];
  const reigns = new Set();

  function happened(when, kind, words, term) {
    events.push({ when, kind, words, term });
    events.sort((a, b) => b.when - a.when);
    events.length = Math.min(events.length, 30);
  }

  function reigned(reign) {
    const key = reign.term + ' ' + reign.leader;
    if (reigns.has(key)) return;
    reigns.add(key);
    if (reign.leader) happened(reign.at, 'leads', `${reign.leader} leads`, reign.term);
    else happened(reign.at, 'none', 'nobody leads', reign.term);
  }

  let drawn = '';

  function drawEvents() {
    const key = events.map((one) => one.when + one.words).join() + [...gaps.keys()].join();
    if (key === drawn) return;
    drawn = key;
    $('events').replaceChildren(
      ...events.map((one) => {
        const item = make('li');
        item.dataset.kind = one.kind;
        const gap = one.kind === 'leads' ? gaps.get(one.term) : 0;
        const more = (one.term ? `term ${one.term}` : '') + (gap ? ` · ${seconds(gap)} without a leader` : '');
        item.append(make('time', 'quiet', clock(one.when)), make('span', '', one.words), make('span', 'quiet', more));
        return item;
      }),
    );
  }

  // ---- the forms

  async function ask(form, output, path, options) {
    const button = form.querySelector('button');
    button.disabled = true;
    try {
      const answer = await fetch(base(at) + path, { ...options, credentials: at === home ? 'same-origin' : 'include' });
      const body = await answer.json();
      if (!answer.ok) throw new Error(body.error);
      output.className = '';
      return body;
    } catch (failure) {
      output.className = 'bad';
      text(output, failure instanceof TypeError ? 'the node does not answer' : failure.message);
      return null;
    } finally {
      button.disabled = false;
    }
  }

  $('produce').addEventListener('submit', async (event) => {
    event.preventDefault();
    const body = JSON.stringify({ value: $('value').value, copies: Number($('copies').value) });
    const headers = { 'content-type': 'application/json' };
    const done = await ask(event.target, $('produced'), '/console/records', { method: 'POST', headers, body });
    if (!done) return;
    const which = done.next - done.first === 1 ? `offset ${whole.format(done.first)}` : `offsets ${whole.format(done.first)} to ${whole.format(done.next - 1)}`;
    text($('produced'), `${which}, on the disks of a majority in ${(done.micros / 1000).toFixed(1)} ms`);
    $('value').select();
  });

  $('consume').addEventListener('submit', async (event) => {
    event.preventDefault();
    const query = new URLSearchParams({ from: $('from').value, count: $('count').value, fresh: $('fresh').checked });
    $('found').replaceChildren();
    const page = await ask(event.target, $('consumed'), '/console/records?' + query, {});
    if (!page) return;
    $('found').replaceChildren(...page.records.map(record));
    text($('consumed'), `${page.records.length} of ${whole.format(page.next - page.first)} records`);
  });

  // ---- light and dark

  function theme(name) {
    if (name) root.dataset.theme = name;
    const dark = name ? name === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    $('theme').setAttribute('aria-pressed', String(dark));
    return dark;
  }

  theme(localStorage.getItem('theme'));
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => theme(root.dataset.theme));
  $('theme').addEventListener('click', () => {
    const name = theme(root.dataset.theme) ? 'light' : 'dark';
    localStorage.setItem('theme', name);
    theme(name);
  });

  open(home);
})();
