// The picture: what is drawn, where, and how it answers the pointer.

class Picture {
  constructor() {
    this.first = data.nodes.map((node) => things[node.id]);
    this.sizes = new Map(data.nodes.map((node) => [things[node.id], node.size]));
    this.shown = new Set(this.first);
    this.lit = null;
    this.hover = null;
    this.readColours();
    this.nodes = new vis.DataSet(data.nodes.map((node) => this.node(things[node.id])));
    this.edges = new vis.DataSet(this.linksShown().map((link) => this.edge(link)));
    this.net = new vis.Network($("canvas"), { nodes: this.nodes, edges: this.edges }, {
      physics: false, autoResize: true,
      nodes: { shape: "custom", chosen: false }, edges: { smooth: false, chosen: false, selectionWidth: 0 },
      interaction: { hover: true, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e6 },
    });
    // The list tells all this to those who do not see it; nothing in the picture takes the keyboard.
    $("canvas").querySelectorAll("[tabindex]").forEach((element) => { element.tabIndex = -1; });
    this.listen();
  }

  size(thing) {
    if (this.sizes.has(thing)) return this.sizes.get(thing);
    return thing.kind.role === "statement" ? 6 : Math.min(5.5 + 2.1 * Math.sqrt(thing.degree), 24);
  }

  node(thing) {
    return { id: thing.number, x: thing.x, y: thing.y, shape: "custom",
      ctxRenderer: ({ ctx, x, y }) => this.draw(ctx, x, y, thing) };
  }

  draw(ctx, x, y, thing) {
    const size = this.size(thing), hollow = thing.unreal || HOLLOW.has(thing.kind.id);
    const drawNode = () => {
      const colour = this.colours[thing.kind.id] || this.colours.thing;
      const chosen = thing === state.entity || thing === state.to;
      ctx.save();
      ctx.translate(x, y);
      if (this.lit && !this.lit.has(thing) && this.hover !== thing) ctx.globalAlpha = 0.16;
      if (chosen) {
        ctx.beginPath();
        ctx.arc(0, 0, size * 1.25 + 5, 0, 7);
        ctx.fillStyle = this.colours.halo;
        ctx.fill();
      }
      ctx.scale(size, size);
      const path = paths[thing.kind.id] || paths.thing;
      ctx.lineWidth = (hollow ? 2.2 : 1.4) / size;
      ctx.fillStyle = hollow ? this.colours.ground : colour;
      ctx.fill(path, "evenodd");
      if (hollow) ctx.setLineDash([3.2 / size, 2.2 / size]);
      ctx.strokeStyle = hollow || chosen || this.hover === thing ? colour : this.colours.ground;
      ctx.stroke(path);
      ctx.restore();
    };
    return { drawNode, nodeDimensions: { width: 2 * size, height: 2 * size } };
  }

  linksShown() {
    return links.filter((link) => link.ends.every((thing) => this.shown.has(thing))
      && (isDirect(link) || link.through.some((statement) => !this.shown.has(statement))));
  }

  edge(link) {
    const colours = this.colours;
    const chosen = this.link === link, hot = chosen || this.hover === link;
    const near = !this.link && state.entity && link.ends.includes(state.entity);
    const base = isDirect(link) ? colours.line : colours.said;
    // From who said it, by way of the statement, to what it is about: that second step is lit as well.
    const onward = this.lit && !near && link.ends.every((thing) => this.lit.has(thing))
      && link.ends.some((thing) => thing.kind.role === "statement");
    const faded = this.lit && !near && !hot;
    const color = hot ? colours.strong : onward ? colours.said : base;
    const opacity = onward ? 0.6 : faded ? 0.08 : hot || near ? 1 : isDirect(link) ? 0.8 : 0.5;
    const edge = { id: link.id, from: link.ends[0].number, to: link.ends[1].number, dashes: !isDirect(link) && [4, 4],
      width: hot ? 3 : near ? 1.2 : isDirect(link) ? 1 : 0.8, arrows: "", color: { color, opacity } };
    const oneWay = link.facts.length && link.facts.every((f) => f.subject === link.facts[0].subject);
    if (oneWay && (hot || (near && state.entity.links.length < 16))) {
      const forward = link.facts[0].subject === link.ends[0];
      edge.arrows = { [forward ? "to" : "from"]: { enabled: true, scaleFactor: 0.5 } };
    }
    return edge;
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue("--" + name).trim();
    this.colours = Object.fromEntries(kinds.map((kind) => [kind.id, read("kind-" + kind.id) || read("kind-thing")]));
    for (const name of ["ground", "ink", "line", "said", "strong", "halo"]) this.colours[name] = read(name);
  }

  listen() {
    const net = this.net;
    net.on("click", (event) => {
      if (event.nodes.length) go(things[event.nodes[0]], null, false, false);
      else if (event.edges.length) {
        const link = links[Number(event.edges[0].slice(1))];
        go(link.ends[0], link.ends[1], false, false);
      } else if (state.entity) go(null, null, false, false);
      net.unselectAll();
    });
    net.on("hoverNode", (event) => this.point(things[event.node]));
    net.on("blurNode", () => this.point(null));
    net.on("hoverEdge", (event) => this.point(links[Number(event.edge.slice(1))]));
    net.on("blurEdge", () => this.point(null));
    net.on("afterDrawing", (ctx) => this.labels(ctx));
    net.once("afterDrawing", ready);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.readColours();
      this.update();
    });
    $("fit").addEventListener("click", () => this.fit([...this.shown]));
    $("zoom-in").addEventListener("click", () => net.moveTo({ scale: net.getScale() * 1.4 }));
    $("zoom-out").addEventListener("click", () => net.moveTo({ scale: net.getScale() / 1.4 }));
  }

  point(what) {
    const before = this.hover;
    this.hover = what;
    $("canvas").classList.toggle("over", Boolean(what));
    for (const item of [before, what]) if (item && item.ends) this.edges.updateOnly([this.edge(item)]);
    this.net.redraw();
  }

  // Lights up a thing with its neighbours, or a link; what is not drawn yet and near joins the picture.
  select(entity, link, view) {
    this.link = link;
    const core = link ? [...link.ends, ...link.through] : entity ? [entity] : [];
    const near = entity && !link ? entity.links.filter(isDirect).map((item) => other(item, entity)) : [];
    const bridges = entity && !link ? entity.links.filter((item) => !isDirect(item)) : [];
    const bridged = bridges.map((item) => other(item, entity));
    near.sort((a, b) => b.degree - a.degree);
    const wanted = [...new Set([...core, ...near])].slice(0, MOST_DRAWN);
    this.lit = entity ? new Set([...wanted, ...bridged]) : null;
    this.shown = new Set([...wanted, ...this.first].slice(0, Math.max(MOST_DRAWN, this.first.length)));
    this.lit?.forEach((thing) => { if (!this.shown.has(thing)) this.lit.delete(thing); });
    this.update();
    if (entity && view) this.fit(link ? [...link.ends] : [...this.lit]);
  }

  update() {
    const wanted = [...this.shown], kept = new Set(wanted.map((thing) => thing.number));
    this.nodes.remove(this.nodes.getIds().filter((id) => !kept.has(id)));
    this.nodes.update(wanted.filter((thing) => !this.nodes.get(thing.number)).map((thing) => this.node(thing)));
    const joins = this.linksShown(), ids = new Set(joins.map((link) => link.id));
    this.edges.remove(this.edges.getIds().filter((id) => !ids.has(id)));
    this.edges.update(joins.map((link) => this.edge(link)));
    this.note();
    this.net.redraw();
  }

  note() {
    const total = nodes.length, drawn = this.shown.size;
    $("drawn-note").textContent = drawn === total ? "all " + total.toLocaleString("en") + " drawn"
      : drawn.toLocaleString("en") + " of " + total.toLocaleString("en") + " drawn; the rest joins beside what you select";
  }

  fit(some) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.net.fit({ nodes: some.map((thing) => thing.number), maxZoomLevel: 1.5,
      animation: calm || !document.documentElement.dataset.ready ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
  }

  // Labels keep their size on the screen; each goes where there is room, the important ones first.
  labels(ctx) {
    const scale = this.net.getScale(), canvas = ctx.canvas, ratio = canvas.width / canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const board = new Board(ctx, this.colours, canvas.clientWidth, canvas.clientHeight);
    const places = [...this.shown].map((thing) => {
      const at = this.net.canvasToDOM({ x: thing.x, y: thing.y });
      return { thing, x: at.x, y: at.y, size: this.size(thing) * scale, rank: this.rank(thing) };
    });
    places.sort((a, b) => b.rank - a.rank || a.thing.number - b.thing.number);
    places.filter((p) => !this.lit || p.rank >= 1000).forEach((p) => board.block(p));
    this.linkLabels(board, scale);
    places.forEach((place, i) => {
      if (this.labelled(place, scale)) board.label(place, place.rank >= 1e5 ? 2 : i < HUBS ? 1 : 0);
    });
    ctx.restore();
  }

  rank(thing) {
    if (thing === this.hover) return 1e6;
    if (thing === state.entity || thing === state.to) return 1e5;
    const lit = this.lit && this.lit.has(thing) ? 1000 : 0;
    return lit + this.size(thing) + (thing.kind.role === "statement" ? 0 : 5);
  }

  labelled(place, scale) {
    if (place.rank >= 1e5) return true;
    if (this.lit) return place.rank >= 1000;
    return place.thing.kind.role === "statement" ? scale > 1.15 : place.size > 4.4;
  }

  linkLabels(board, scale) {
    const some = [this.hover, this.link].filter((item) => item && item.ends);
    if (this.lit && !this.link) {
      const near = state.entity.links.filter((link) => isDirect(link) && this.shown.has(other(link, state.entity)));
      if (near.length <= 14 || scale > 1.6) some.push(...near);
    }
    for (const link of new Set(some)) {
      const [a, b] = link.ends.map((thing) => this.net.canvasToDOM({ x: thing.x, y: thing.y }));
      board.line(linkWords(link), (a.x + b.x) / 2, (a.y + b.y) / 2, link === this.hover || link === this.link);
    }
  }

  place(one, two) {
    const [a, b] = [one, two || one].map((thing) => this.net.canvasToDOM({ x: thing.x, y: thing.y }));
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
  }
}
