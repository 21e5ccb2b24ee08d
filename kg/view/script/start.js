// The start: set up, and go where the fragment points.

function ready() {
  document.documentElement.dataset.ready = "true";
}

function setUpHead() {
  const said = nodes.filter(isSaid).length;
  $("counts").textContent = [
    counted(nodes.length - said, "thing", "things"),
    counted(said, "statement", "statements"),
    counted(facts.length, "fact", "facts"),
    counted(citations.length, "receipt", "receipts"),
    counted(articles.length, "article cited", "articles cited"),
  ].join(" · ");
  // Where nothing is held there is nothing to search, filter or save.
  $("search-form").hidden = $("bar").hidden = $("side").hidden = !nodes.length;
  $("notes").hidden = !data.notes.length;
  $("notes").append(...data.notes.map((note) => text(note, "p")));
  for (const tab of $("views").children) {
    tab.addEventListener("click", () => go({ view: tab.dataset.view }, { focus: false, view: false }));
  }
  $("draw-more").addEventListener("click", () => go({ draw: state.draw + 40 }, { focus: false }));
  $("draw-less").addEventListener("click", () => go({ draw: 0, more: [], fold: [] }, { focus: false }));
}

setUpHead();
setUpList();
setUpFilters();
setUpExports();
setUpPaper();
addEventListener("hashchange", changed);
if (location.hash || !data.focus.length) arrive();
else go({ entity: things[data.focus[0]] }, { focus: false, view: false, replace: true });
// For programs that drive the page: where things stand on the screen, and what is drawn.
window.kgView = Object.freeze({
  at: (...iris) => picture && picture.place(...iris),
  drawn: () => (picture ? [...picture.shown].map((thing) => thing.iri) : []),
  lines: () => (picture ? picture.linksShown().map((link) => link.ends.map((thing) => thing.iri)) : []),
  relations: () => shownLinks().map((link) => link.ends.map((thing) => thing.iri)),
  shown: () => shownThings().map((thing) => thing.iri),
});
