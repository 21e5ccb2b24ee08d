// Spots: where things stand that join the picture later: near those they are joined to, on free ground.

const CELL = 22;

// Ground that nodes and their labels take up, in cells.
class Ground {
  constructor() {
    this.taken = new Set();
  }

  cells(thing, x, y, size) {
    const lines = thing.label.length > 20 ? 2 : 1,
      half = Math.max(size, Math.min(thing.label.length, 20) * 3.3) + 4;
    const found = [];
    for (let i = Math.floor((x - half) / CELL); i <= Math.floor((x + half) / CELL); i += 1) {
      for (let j = Math.floor((y - size - 4) / CELL); j <= Math.floor((y + size + 8 + lines * 15) / CELL); j += 1)
        found.push(i + ":" + j);
    }
    return found;
  }

  take(thing, { x, y }, size) {
    for (const cell of this.cells(thing, x, y, size)) this.taken.add(cell);
  }

  // The nearest free spot on a spiral around a middle, wider than high as labels are.
  near(thing, middle, size) {
    for (let n = 0; n < 4000; n += 1) {
      const far = 26 * Math.sqrt(n),
        angle = 2.399963 * n;
      const x = Math.round(middle.x + far * 1.35 * Math.cos(angle)),
        y = Math.round(middle.y + far * Math.sin(angle));
      if (!this.cells(thing, x, y, size).some((cell) => this.taken.has(cell))) return { x, y };
    }
    return { x: middle.x, y: middle.y };
  }
}

// The middle of the placed neighbours, the thing that brought it in counting most.
function middleOf(thing, spots, shown) {
  const near = thing.links
    .filter((link) => isDirect(link) || isSaid(thing))
    .map((link) => other(link, thing))
    .filter((far) => shown.has(far) && spots.has(far));
  if (state.entity && near.includes(state.entity)) near.push(state.entity, state.entity, state.entity);
  if (!near.length) return { x: 0, y: 0 };
  const sum = near.reduce((total, far) => ({ x: total.x + spots.get(far).x, y: total.y + spots.get(far).y }), {
    x: 0,
    y: 0,
  });
  return { x: sum.x / near.length, y: sum.y / near.length };
}

// Gives a spot to each shown thing that has none; what has one keeps it, so that the picture stays the reader's own.
function settle(shown, spots, size) {
  const late = [...shown].filter((thing) => !spots.has(thing));
  if (!late.length) return;
  const ground = new Ground();
  for (const thing of shown) if (spots.has(thing)) ground.take(thing, spots.get(thing), size(thing));
  for (const thing of late) {
    const spot = ground.near(thing, middleOf(thing, spots, shown), size(thing));
    spots.set(thing, spot);
    ground.take(thing, spot, size(thing));
  }
}
