// Drawing: how a node and a line look, by class, by how real they are, and by what is selected.

function sizeOf(thing) {
  return isSaid(thing) ? 8 : Math.min(6.5 + 1.6 * Math.sqrt(thing.degree), 22);
}

class Look {
  constructor() {
    this.read();
  }

  read() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue("--" + name).trim();
    this.colours = Object.fromEntries(kinds.map((kind) => [kind.id, read("kind-" + kind.id) || read("kind-thing")]));
    for (const name of ["ground", "ink", "line", "said", "strong", "halo"]) this.colours[name] = read(name);
  }

  node(ctx, x, y, thing, { faded, hot }) {
    const size = sizeOf(thing),
      hollow = thing.unreal || HOLLOW.has(thing.kind.id);
    const colour = this.colours[thing.kind.id] || this.colours.thing;
    const path = shapePaths[thing.kind.id] || shapePaths.thing,
      chosen = thing === state.entity || thing === state.to || thing === state.path;
    ctx.save();
    ctx.translate(x, y);
    if (faded) ctx.globalAlpha = 0.18;
    if (chosen) {
      ctx.beginPath();
      ctx.arc(0, 0, size * 1.25 + 5, 0, 7);
      ctx.fillStyle = this.colours.halo;
      ctx.fill();
    }
    ctx.scale(size, size);
    ctx.lineWidth = (hollow ? 2.2 : 1.4) / size;
    ctx.fillStyle = this.colours.ground; // no line shows through a ring
    ctx.fill(path, "nonzero");
    ctx.fillStyle = hollow ? this.colours.ground : colour;
    ctx.fill(path, "evenodd");
    if (hollow) ctx.setLineDash([3.2 / size, 2.2 / size]);
    ctx.strokeStyle = hollow || chosen || hot ? colour : this.colours.ground;
    ctx.stroke(path);
    ctx.restore();
  }

  // A relation is a full line, what merely runs through statements a broken one.
  edge(link, { hot, near, faded, lit }) {
    const direct = isDirect(link),
      colours = this.colours;
    const color = hot ? colours.strong : direct ? colours.line : colours.said;
    const opacity = hot || lit || near ? 1 : faded ? 0.07 : direct ? 0.7 : 0.5;
    const edge = {
      id: link.id,
      from: link.ends[0].number,
      to: link.ends[1].number,
      dashes: !direct && [4, 4],
      width: hot ? 3 : lit ? 2.4 : near ? 1.3 : direct ? 1 : 0.8,
      arrows: "",
      color: { color, opacity },
    };
    const oneWay = link.facts.length && link.facts.every((f) => f.subject === link.facts[0].subject);
    if (oneWay && (hot || lit || (near && state.entity.links.length < 16))) {
      const forward = link.facts[0].subject === link.ends[0];
      edge.arrows = { [forward ? "to" : "from"]: { enabled: true, scaleFactor: 0.5 } };
    }
    return edge;
  }
}
