// Pointing: the name of what the pointer is on, and how much of the page the picture draws.

function fillTip(what) {
  $("tip").hidden = !what;
  if (!what) return;
  const lines = what.ends
    ? [linkNames(what).join(", "), counted(linkFacets(what).cited.size, "receipt", "receipts")]
    : [
        shortened(what.label, 200),
        [what.cls || what.kind.label, dayOf(what) && date(dayOf(what))].filter(Boolean).join(", "),
      ];
  $("tip").replaceChildren(text(lines[0], "strong"), text(lines[1]));
}

function placeTip(event) {
  const box = $("picture").getBoundingClientRect(),
    tip = $("tip");
  tip.style.left = Math.min(event.clientX - box.left + 14, box.width - 240) + "px";
  tip.style.top = Math.min(event.clientY - box.top + 16, box.height - 70) + "px";
}

// How many neighbours of the selection are drawn, where that is not all of them.
function neighboursNote() {
  if (!state.entity || state.to || state.path) return "";
  const near = state.entity.links.map((link) => other(link, state.entity)).filter((thing) => passing.has(thing));
  const there = near.filter((thing) => picture.shown.has(thing)).length;
  return there < near.length
    ? "; " + number(there) + " of " + number(near.length) + " neighbours"
    : "";
}

function showDrawnNote(count) {
  const total = passing.size,
    left = total - count,
    next = Math.min(40, left, MOST_DRAWN - count);
  $("drawn-note").textContent =
    count >= total
      ? "all " + number(total) + " drawn"
      : number(count) +
        " of " +
        number(total) +
        " drawn" +
        (count >= MOST_DRAWN ? ", which is the most at a time" : ", the best-connected first");
  $("drawn-note").textContent += neighboursNote();
  $("draw-more").hidden = next <= 0;
  $("draw-more").textContent = "Draw " + next + " more";
  $("draw-less").hidden = !state.draw && !state.more.length && !state.fold.length;
  $("draw-less").textContent = "Draw fewer";
}
