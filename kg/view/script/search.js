// Search: labels, other names, gists, index words, then publishers; folded for case, accents and width.

const NAMED_BY = {
  label: "",
  altLabel: "also called ",
  gist: "says: ",
  keywords: "indexed under ",
  publisher: "reported by ",
};

function namesOf(thing) {
  if (!thing.names) {
    const own = [["label", thing.label]];
    for (const fact of thing.out)
      if (fact.text && fact.property.id in NAMED_BY)
        for (const name of fact.text.split("; ")) if (name !== thing.label) own.push([fact.property.id, name]);
    for (const source of facetsOf(thing).sources) own.push(["publisher", source]);
    thing.names = own.map(([how, name]) => ({ how, name, folded: fold(name) }));
  }
  return thing.names;
}

// "Venn" is more of Mara Venn than of what Venn remarked somewhere, so the share of the name counts.
function likeness(folded, query, asked) {
  if (folded === query) return 4;
  const share = query.length / Math.max(folded.length, 1);
  if ((" " + folded).includes(" " + query)) return 2 + share + (folded.startsWith(query) ? 0.1 : 0);
  return asked.every((word) => folded.includes(word)) ? 1 + share : 0;
}

function match(thing, query, asked) {
  let found = null;
  for (const name of namesOf(thing)) {
    const points = likeness(name.folded, query, asked) * (name.how === "publisher" ? 0.1 : 1);
    if (points && (!found || points > found.points)) found = { thing, points, name };
  }
  if (!found && asked.length > 1) found = matchAcross(thing, asked);
  if (found && !isSaid(thing)) found.points += 0.2;
  return found;
}

// Each word in a name of its own: "akazawa kyodo" finds what is told of Akazawa by Kyodo, after all other finds.
function matchAcross(thing, asked) {
  const names = namesOf(thing),
    holding = asked.map((word) => names.find((name) => name.folded.includes(word)));
  return holding.every(Boolean) ? { thing, points: 0.05, name: holding.find((name) => name.how !== "label") } : null;
}

// What a search finds among what the filters let through, best first.
function search(content, among = passing) {
  const query = fold(content),
    asked = query.split(" ");
  if (!query) return [];
  const found = [...among].map((thing) => match(thing, query, asked)).filter(Boolean);
  return found.sort(
    (a, b) => b.points - a.points || b.thing.degree - a.thing.degree || a.thing.number - b.thing.number,
  );
}

// All that the search of the state finds, whatever the filters say: choices are counted among these.
let sought = { query: "", things: nodes };

function soughtThings() {
  const query = fold(state.q);
  if (query !== sought.query) sought = { query, things: query ? search(query, nodes).map((found) => found.thing) : nodes };
  return sought.things;
}

// What all views show: what the filters let through and, while something is searched for, what was found.
function shownThings() {
  return fold(state.q) ? search(state.q).map((found) => found.thing) : best.filter((thing) => passing.has(thing));
}

function shownLinks() {
  const inside = new Set(shownThings());
  return links.filter((link) => link.ends.every((thing) => inside.has(thing)) && linkPasses(link));
}
