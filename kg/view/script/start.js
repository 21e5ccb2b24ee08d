// The start: set up, draw, and go where the fragment points.

function ready() { document.documentElement.dataset.ready = "true"; }

let picture = null;
setUpHead();
setUpList();
if (nodes.length) {
  picture = new Picture();
  picture.fit([...picture.shown]);
  picture.note();
} else ready();
addEventListener("hashchange", arrive);
if (location.hash) arrive();
else if (data.focus.length) go(things[data.focus[0]], null, false);
// For programs that drive the page: where things stand on the screen, and what is drawn.
window.kgView = Object.freeze({
  at: (one, two) => picture && picture.place(byIri.get(one), two && byIri.get(two)),
  drawn: () => (picture ? [...picture.shown].map((thing) => thing.iri) : []),
  lines: () => (picture ? picture.linksShown().map((link) => link.ends.map((thing) => thing.iri)) : []),
});
