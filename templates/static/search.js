/* The search. It asks for nothing but files of the site: shards of the index by the first letters of what is typed, and
   the days of the entries that it shows. They are scripts, since browsers read no other file from a disk. */
(() => {
  "use strict";
  const form = document.getElementById("search");
  const field = document.getElementById("q");
  const status = document.getElementById("status");
  const list = document.getElementById("results");
  const more = document.getElementById("more");
  const page = document.documentElement.lang;
  const words = form.dataset;
  const root = words.root.replace(/index\.html$/, "");

  const LETTERS = 4; // of a form, that decide its shard
  const ENDING = 3; // letters that a form may have after what it shares with another
  const PAGE = 20; // results at a time
  const MOST = 60; // stems that a beginning may stand for
  const PLACES = 1 << 16;
  const EPOCH = 719163; // 1970-01-01, in days since the first of the year 1
  const CLITICS = "وفبلك"; // what Arabic writes together with the next word
  const FILTERS = ["language", "name", "topic", "source"];

  /* Files of the index, each asked for once. */
  const files = new Map();
  const waiting = new Map();
  window.chronicleSearch = (name, data) => waiting.get(name)?.(data);
  const load = (name) => {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, resolve);
        script.src = `${root}search/${name}.js`;
        script.onerror = () => {
          files.delete(name);
          reject(new Error(name));
        };
        script.onload = () => script.remove();
        document.head.append(script);
      }));
    }
    return files.get(name);
  };

  /* Words, as the index folds them (chronicle/prose/folding.py). */
  let rules;
  const folding = async () => {
    if (!rules) {
      const head = await load("head");
      rules = {
        shards: head.shards,
        stop: head.stop,
        letters: head.letters,
        word: new RegExp(`[\\p{L}\\p{N}\\p{M}${head.marks}]+`, "gu"),
        marks: new RegExp(`[${head.marks}]`, "g"),
        special: new RegExp(`[${Object.keys(head.letters).join("")}]`, "g"),
        article: new RegExp(head.article),
        joiners: new RegExp(head.joiners, "g"),
        runs: new RegExp(`${head.paired}+|(?:(?!${head.paired}).)+`, "gu"),
        paired: new RegExp(head.paired),
      };
    }
    return rules;
  };
  const fold = (word) => word.normalize("NFKD").replace(rules.marks, "")
    .replace(rules.special, (letter) => rules.letters[letter]).normalize("NFC").replace(rules.article, "");
  const parts = (run) => run.length > 1 && rules.paired.test(run)
    ? [...run].slice(1).map((letter, at) => [...run][at] + letter) : [run];
  const split = (text) => (text.normalize("NFC").toLowerCase().replace(rules.joiners, "").match(rules.word) ?? [])
    .flatMap((word) => word.match(rules.runs)).flatMap(parts).map(fold)
    .filter((word) => word.length > 1 || rules.paired.test(word));

  /* Shards (chronicle/build/index.py). */
  const shardOf = (letters) => {
    let mixed = 0x811c9dc5;
    for (const letter of letters) mixed = Math.imul(mixed ^ letter.codePointAt(0), 0x01000193);
    return (mixed ^ (mixed >>> 16)) & (rules.shards - 1);
  };
  const begin = (word) => [...word].slice(0, LETTERS).join("");
  const shards = new Map();
  const shard = async (letters) => {
    const name = `words/${shardOf(letters)}`;
    if (!shards.has(name)) {
      const stems = new Map();
      const forms = [];
      for (const line of (await load(name)).split("\n")) {
        const [stem, some, entries] = line.split("|");
        if (entries !== undefined) stems.set(stem, { entries });
        for (const form of some ? some.split(",") : []) {
          forms.push([form.startsWith("+") ? stem + form.slice(1) : form, stem]);
        }
      }
      shards.set(name, { stems, forms });
    }
    return shards.get(name);
  };
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
  /* The entries of a stem: by number (day × 65536 + place) the weight, 1 to 4. */
  const entriesOf = (group) => {
    if (!group.found) {
      const numbers = [];
      let number = 0;
      let unit = 1;
      for (const digit of group.entries) {
        const value = VALUES.get(digit);
        number += (value % 32) * unit;
        unit *= 32;
        if (value < 32) {
          numbers.push(number);
          number = 0;
          unit = 1;
        }
      }
      group.found = new Map();
      let day = 0;
      for (let at = 0; at < numbers.length; at += 2) {
        day += numbers[at];
        group.found.set(day * PLACES + Math.floor(numbers[at + 1] / 4), (numbers[at + 1] % 4) + 1);
      }
    }
    return group.found;
  };

  /* The stems that a typed word may have, and how surely: the form itself, else forms that begin with it, else forms
     that begin as it does, for an ending that no article has. */
  const stemsOf = async (word) => {
    const { forms } = await shard(begin(word));
    const such = (test) => [...new Set(forms.filter(([form]) => test(form)).map(([, stem]) => stem))].slice(0, MOST);
    let found = such((form) => form === word);
    if (found.length) return [found, 1];
    const long = [...word].length >= LETTERS;
    found = long ? such((form) => form.startsWith(word)) : [];
    if (found.length) return [found, 0.7];
    for (let cut = 1; long && cut <= ENDING && word.length - cut >= LETTERS; cut += 1) {
      const kept = word.slice(0, -cut);
      found = such((form) => form.startsWith(kept) && form.length <= kept.length + ENDING);
      if (found.length) return [found, 0.5];
    }
    return CLITICS.includes(word[0]) && word.length > 3 ? stemsOf(word.slice(1)) : [[], 0];
  };
  /* By entry how well it answers a word. */
  const answers = async (word) => {
    const [stems, sureness] = await stemsOf(word);
    const scores = new Map();
    await Promise.all(stems.map(async (stem) => {
      const group = (await shard(begin(stem))).stems.get(stem);
      const found = group ? entriesOf(group) : new Map();
      const rarity = Math.log(1 + 1e5 / (1 + found.size)) * sureness;
      for (const [entry, weight] of found) {
        scores.set(entry, Math.max(scores.get(entry) ?? 0, (3 + weight) * rarity));
      }
    }));
    return scores;
  };
  const havingFact = async (fact) => {
    const group = (await shard(fact)).stems.get(fact);
    return group ? entriesOf(group) : new Map();
  };

  /* What is asked, and the entries that answer it, best and latest first. */
  const search = async (asked) => {
    await folding();
    const typed = [...new Set(split(asked.q))];
    const stop = new Set(Object.values(rules.stop).flat());
    const own = new Set(rules.stop[page.split("-")[0]] ?? []);
    const meant = typed.filter((word) => !own.has(word));
    const terms = meant.length ? meant : typed;
    const all = await Promise.all(terms.map(answers));
    const missing = terms.filter((word, at) => !all[at].size && !stop.has(word));
    const hits = all.filter((scores) => scores.size);
    const facts = await Promise.all(FILTERS.filter((name) => asked[name])
      .map((name) => havingFact(`${name}:${asked[name]}`)));
    let entries = new Map();
    for (const scores of hits) {
      for (const [entry, score] of scores) {
        const [count, sum] = entries.get(entry) ?? [0, 0];
        entries.set(entry, [count + 1, sum + score]);
      }
    }
    if (!typed.length && FILTERS.concat("year").some((name) => asked[name])) {
      const languages = [...form.elements.language.options].filter((option) => option.value);
      const every = await Promise.all(languages.map((option) => havingFact(`language:${option.value}`)));
      entries = new Map(every.flatMap((found) => [...found.keys()].map((entry) => [entry, [0, 0]])));
    }
    const inYear = (entry) => !asked.year || dayOf(entry).startsWith(`${asked.year.padStart(4, "0")}-`);
    let found = [...entries].filter(([entry]) => inYear(entry) && facts.every((having) => having.has(entry)));
    const best = found.reduce((most, [, [count]]) => Math.max(most, count), 0);
    found = found.filter(([, [count]]) => count === best)
      .sort(([one, [, high]], [other, [, low]]) => low - high || other - one);
    return { entries: found.map(([entry]) => entry), missing, isPartial: found.length > 0 && best < hits.length,
      isEmpty: !typed.length && !found.length };
  };
  const dayOf = (entry) => new Date((Math.floor(entry / PLACES) - EPOCH) * 864e5).toISOString().slice(0, 10);

  /* Results. */
  const made = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const tongue = (language, around = page) => {
    const option = [...form.elements.language.options].find(({ value }) => value === language);
    return language === around ? {} : { lang: language, dir: option?.dir };
  };
  const labelOf = (name, key) => [...form.elements[name]?.options ?? []].find(({ value }) => value === key);
  const inWords = (day, precision, end) => {
    const format = new Intl.DateTimeFormat(`${page === "en" ? "en-GB" : page}-u-ca-gregory-nu-latn`, {
      timeZone: "UTC", year: "numeric", month: "long", ...(precision === "month" ? {} : { day: "numeric" }),
    });
    const date = new Date(day);
    const said = end && end !== day && precision !== "month" ? format.formatRange(date, new Date(end)) : format.format(date);
    return precision === "about" ? words.about.replace("{}", said) : said;
  };
  const addressOf = (language, day, slug) => `${root}${language}/${day.replaceAll("-", "/")}/${slug}/index.html`;
  const row = (day, [slug, time, precision, end, ...versions]) => {
    const [language, title, agency] = versions.find(([tag]) => tag === page) ?? versions[0];
    const label = agency && labelOf("source", agency);
    const source = label
      ? made("span", { class: "source" }, made("span", { lang: label.lang, dir: label.dir }, label.text))
      : made("span", { class: "source unknown", ...tongue(words.wording) }, words.unknown);
    const when = made("time", { datetime: precision === "month" ? day.slice(0, 7) : day }, inWords(day, precision, end));
    const others = versions.filter(([tag]) => tag !== language).map(([tag, other]) => made("p", { class: "other" },
      made("a", { href: addressOf(tag, day, slug), hreflang: tag, lang: tag, dir: labelOf("language", tag)?.dir }, other)));
    return made("li", { class: "card" },
      made("p", { class: "meta" }, when, ...(time && precision === "day" ? [made("span", {}, time)] : []), source),
      made("h2", { class: "headline", ...tongue(language) },
        made("a", { href: addressOf(language, day, slug), hreflang: language !== page && language }, title)),
      ...others);
  };
  let shown = { entries: [] };
  const show = async (count) => {
    const now = shown;
    const next = now.entries.slice(list.children.length, count);
    const days = new Map(await Promise.all([...new Set(next.map(dayOf))].map(async (day) => [day, await load(`days/${day}`)])));
    if (now !== shown) return;
    list.append(...next.map((entry) => row(dayOf(entry), days.get(dayOf(entry))[entry % PLACES])));
    more.hidden = list.children.length >= now.entries.length;
  };

  let turn = 0;
  const asked = () => Object.fromEntries(new FormData(form));
  const address = () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    try {
      history.replaceState(null, "", `${location.pathname}${String(query) && `?${query}`}`);
    } catch { /* a browser that keeps the address of a file as it is */ }
  };
  const run = async () => {
    const mine = turn += 1;
    address();
    try {
      const answer = await search(asked());
      if (mine !== turn) return;
      shown = answer;
      list.replaceChildren();
      await show(PAGE);
      if (mine !== turn) return;
      more.hidden = shown.entries.length <= list.children.length;
      const said = [words.found.replace("{}", new Intl.NumberFormat(`${page}-u-nu-latn`).format(answer.entries.length))];
      if (answer.isPartial) said.push(words.some);
      if (answer.missing.length) said.push(words.missing.replace("{}", answer.missing.join(", ")));
      status.textContent = answer.isEmpty ? "" : said.join(" · ");
    } catch {
      if (mine === turn) status.textContent = words.broken;
    }
  };

  /* Keys. */
  const links = () => [...list.querySelectorAll(".headline a")];
  const step = (event, by) => {
    const all = links();
    const to = all.indexOf(document.activeElement) + by;
    if (to >= all.length) return;
    event.preventDefault();
    (all[to] ?? field).focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { activeElement: here } = document;
    const isResult = here.matches("#results .headline a");
    if (event.key === "/" && !here.matches("input, select, textarea")) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "ArrowDown" && (here === field || isResult)) step(event, 1);
    else if (event.key === "ArrowUp" && isResult) step(event, -1);
  });

  let pause;
  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, 150);
  });
  form.addEventListener("change", (event) => event.target !== field && run());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    run();
  });
  more.addEventListener("click", async () => {
    const first = list.children.length;
    await show(first + PAGE).catch(() => { status.textContent = words.broken; });
    links()[first]?.focus();
  });

  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements[name];
    if (control && (control === field || labelOf(name, value))) control.value = value;
  }
  form.hidden = false;
  if ([...new FormData(form)].some(([, value]) => value.trim())) run();
})();
