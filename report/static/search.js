"use strict";
// Search without a server: the index is made ahead in parts (report/search.py), each a script that hands its data
// over. The newest parts are searched first; older ones are loaded on demand once many items have been searched.
(() => {
  const SHOWN = 30;
  const ITEMS_AT_ONCE = 60000;
  const { parts, bodies, fields, stopWords } = referatParts;
  const stop = new Set(stopWords);
  const options = {
    fields,
    processTerm: (term) => (stop.has(term.toLowerCase()) ? null : term.toLowerCase()),
  };
  const looking = {
    boost: { title: 3, case: 4 },
    combineWith: "AND",
    prefix: (term) => term.length > 1,
    fuzzy: (term) => (term.length > 5 && !/\d/.test(term) ? 0.17 : false),
  };
  const months = "januar februar marts april maj juni juli august september oktober november december".split(" ");
  const find = (id) => document.getElementById(id);
  const form = find("soegning");
  const loaded = new Map();
  let asked = 0;

  window.referatPart = (name, part) => {
    part.found = MiniSearch.loadJS(part.index, options);
    part.index = null;
    loaded.set(name, part);
  };

  const load = (file) => {
    const name = file.slice("search/".length, -".js".length);
    if (loaded.has(name)) return Promise.resolve(loaded.get(name));
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = file;
      script.onload = () => resolve(loaded.get(name));
      script.onerror = () => reject(new Error(file));
      document.head.append(script);
    });
  };

  const fill = (select, values) => {
    for (const value of values) select.append(new Option(String(value), String(value)));
  };
  fill(find("organ"), bodies);
  fill(find("fra"), [...new Set(parts.map((part) => part.year))]);

  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return `${date}. ${months[month - 1]} ${year}`;
  };
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const entry = ({ part, item }) => {
    const [place, anchor, number, title, caseNumber, outcome, decision, isClosed] = item;
    const [meeting, date, body] = part.meetings[place];
    const line = element("li");
    const link = element("a", title || "Uden overskrift");
    link.href = `meeting/${meeting}.html#${anchor}`;
    line.append(link);
    const about = [part.bodies[body][1], day(date), number && `punkt ${number}`, caseNumber, isClosed && "lukket"];
    line.append(element("p", about.filter(Boolean).join(" · "), "quiet"));
    if (decision) {
      const said = element("p", decision);
      if (outcome && outcome !== "andet" && !decision.toLowerCase().startsWith(outcome)) said.prepend(element("b", `${outcome}: `));
      line.append(said);
    }
    return line;
  };

  const show = (hits, shown) => {
    hits.sort((a, b) => b.score - a.score || (a.date < b.date ? 1 : -1));
    find("fund").replaceChildren(...hits.slice(0, shown).map(entry));
    find("mere").hidden = hits.length <= shown;
    find("mere").onclick = () => show(hits, shown + SHOWN);
  };

  const inPart = (part, query, body) =>
    part.found
      .search(query, looking)
      .map(({ id, score }) => {
        const item = part.items[id];
        return { part, item, score, date: part.meetings[item[0]][1] };
      })
      .filter(({ item }) => !body || part.bodies[part.meetings[item[0]][2]][1] === body);

  const say = (hits, items, rest) => {
    const count = (number, one, many) => `${number.toLocaleString("da-DK")} ${number === 1 ? one : many}`;
    find("status").textContent =
      `${hits.length ? count(hits.length, "fund", "fund") : "Intet fundet"} i ${count(items, "punkt", "punkter")}` +
      (rest.length ? `, tilbage til ${rest[0].year}.` : ".");
  };

  const search = async () => {
    const run = ++asked;
    const query = find("q").value.trim();
    const body = find("organ").value;
    const year = find("fra").value;
    const wanted = parts.filter((part) => !year || String(part.year) === year);
    find("fund").replaceChildren();
    find("mere").hidden = find("aeldre").hidden = true;
    find("status").textContent = "";
    if (!query) return;
    const hits = [];
    let items = 0;
    const goOn = async (from) => {
      const limit = items + ITEMS_AT_ONCE;
      let next = from;
      for (; next < wanted.length && items < limit; next++) {
        find("status").textContent = `Søger i ${wanted[next].year} …`;
        const part = await load(wanted[next].file);
        if (run !== asked) return;
        hits.push(...inPart(part, query, body));
        items += wanted[next].items;
      }
      show(hits, SHOWN);
      say(hits, items, wanted.slice(next));
      find("aeldre").hidden = next >= wanted.length;
      find("aeldre").onclick = () => goOn(next);
    };
    try {
      await goOn(0);
    } catch {
      find("status").textContent = "Søgningen kunne ikke hente sine data. Er hele mappen kopieret?";
    }
  };

  const given = new URLSearchParams(location.search);
  find("q").value = given.get("q") || "";
  find("organ").value = given.get("organ") || "";
  find("fra").value = given.get("aar") || "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = new URLSearchParams(new FormData(form));
    history.replaceState(null, "", `?${now}`);
    search();
  });
  let waiting = 0;
  find("q").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  find("organ").addEventListener("change", search);
  find("fra").addEventListener("change", search);
  search();
  if (!find("q").value) find("q").focus();
})();
