// Choosing: which things the picture draws, at most 300; each reason for drawing outranks the ones after it.

const opening = data.nodes.map((node) => things[node.id]);
const openingSet = new Set(opening);

function neighbourhood(thing, shown, enough) {
  const near = thing.links.map((link) => [link, other(link, thing)]).filter(([, far]) => passing.has(far));
  const there = near.filter(([, far]) => shown.has(far)).length;
  near.sort(([a, one], [b, two]) => isDirect(b) - isDirect(a) || two.degree - one.degree || one.number - two.number);
  return near
    .map(([, far]) => far)
    .filter((far) => !shown.has(far))
    .slice(0, Math.max(0, enough - there));
}

function chooseDrawn() {
  const shown = new Set();
  const add = (some) => {
    for (const thing of some) if (shown.size < MOST_DRAWN && passing.has(thing)) shown.add(thing);
  };
  const link = state.to && linkBetween(state.entity, state.to);
  const core = [state.entity, state.to, ...pathThings(), ...(link ? link.through : [])].filter(Boolean);
  add(core);
  if (fold(state.q))
    add(
      search(state.q)
        .slice(0, 20)
        .map((found) => found.thing),
    );
  add(expanded());
  const base = opening.filter((thing) => passing.has(thing));
  add(base);
  // Where filters take much away, the best of what they leave takes its place.
  const wanted = opening.length + state.draw,
    room = Math.max(0, wanted - base.length);
  add(best.filter((thing) => passing.has(thing) && !openingSet.has(thing)).slice(0, room));
  if (state.entity && !state.to && !state.path) add(neighbourhood(state.entity, shown, 6));
  return folded(shown, new Set(core));
}

// Takes out what hangs on a folded thing alone.
function folded(shown, kept) {
  for (const thing of state.fold) {
    for (const link of thing.links) {
      const far = other(link, thing);
      if (!shown.has(far) || kept.has(far) || !isDirect(link)) continue;
      const alone = far.links.every(
        (one) => other(one, far) === thing || !isDirect(one) || !shown.has(other(one, far)),
      );
      if (alone) shown.delete(far);
    }
  }
  return shown;
}
