// Labels: they keep their size on the screen and never cover one another.

function linkWords(link) {
  const told = link.told.map((thing) => thing.cls || thing.kind.label);
  const words_ = [...new Set([...link.facts.map((f) => f.property.label), ...told])];
  if (!words_.length) return counted(link.through.length, "statement", "statements");
  return words_[0] + (words_.length > 1 ? " +" + (words_.length - 1) : "");
}

function meets(box) { return (t) => box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]; }

// Where labels may go: what is written keeps its ground.
class Board {
  constructor(ctx, colours, width, height) {
    Object.assign(this, { ctx, colours, width, height, taken: [], nodes: [] });
    ctx.lineJoin = "round";
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
  }

  block({ x, y, size }) { this.nodes.push([x - size, y - size, x + size, y + size, size > 11 ? 3 : 1]); }

  free(box) {
    return box[0] > 2 && box[1] > 2 && box[2] < this.width - 2 && box[3] < this.height - 2 && !this.taken.some(meets(box));
  }

  covers(box) {
    return this.nodes.filter(meets(box)).reduce((sum, n) => (
      sum + n[4] * (Math.min(box[2], n[2]) - Math.max(box[0], n[0])) * (Math.min(box[3], n[3]) - Math.max(box[1], n[1]))), 0);
  }

  // A label never covers a label. What weighs 1 (a hub) may cover parts of small nodes, what weighs 2 is always written.
  label(place, weight) {
    const { thing, x, y, size } = place;
    if (x < -80 || y < -40 || x > this.width + 80 || y > this.height + 40) return;
    const px = weight > 1 ? 14 : size > 13 ? 13 : 11.5, said = thing.kind.role === "statement";
    this.ctx.font = (weight > 1 || size > 15 ? "600 " : "") + px + "px system-ui, sans-serif";
    const lines = wrapped(shortened(thing.label, weight > 1 ? 90 : said ? 48 : 42), weight > 1 ? 34 : 22);
    if (place.rank >= 1e6) lines.push("(" + thing.kind.label + ")");
    const width = Math.max(...lines.map((line) => this.ctx.measureText(line).width)), height = lines.length * px * 1.18;
    const gap = size + 3 + height / 2, side = size + 4 + width / 2, slant = size * 0.7 + 2;
    const spots = [[x, y + gap], [x, y - gap], [x + side, y], [x - side, y],
      [x + slant + width / 2, y + slant + height / 2], [x - slant - width / 2, y + slant + height / 2],
      [x + slant + width / 2, y - slant - height / 2], [x - slant - width / 2, y - slant - height / 2]];
    const box = ([cx, cy]) => [cx - width / 2 - 1, cy - height / 2, cx + width / 2 + 1, cy + height / 2];
    // Below is best, askew is worst: so labels are found where one looks for them.
    const area = width * height, bound = weight > 1 ? Infinity : weight * 0.25 * area;
    const costs = spots.map((s, i) => [this.free(box(s)) ? this.covers(box(s)) : Infinity, i, s]);
    const fitting = costs.filter(([covered]) => covered < Infinity && covered <= bound);
    fitting.sort((a, b) => a[0] + a[1] * 0.04 * area - b[0] - b[1] * 0.04 * area);
    const spot = fitting.length ? fitting[0][2] : weight > 1 ? this.clamped(spots[0], width, height) : null;
    if (spot) this.write(lines, spot, px, height, box(spot), this.colours.ink);
  }

  clamped([x, y], width, height) {
    return [Math.min(Math.max(x, width / 2 + 4), this.width - width / 2 - 4),
      Math.min(Math.max(y, height / 2 + 4), this.height - height / 2 - 4)];
  }

  line(words_, x, y, forced) {
    this.ctx.font = "italic 11.5px system-ui, sans-serif";
    const width = this.ctx.measureText(words_).width;
    const box = [x - width / 2 - 2, y - 8, x + width / 2 + 2, y + 8];
    if (forced || this.free(box)) this.write([words_], [x, y], 11.5, 13.6, box, this.colours.strong);
  }

  write(lines, [x, y], px, height, box, colour) {
    this.taken.push([box[0] - 3, box[1] - 3, box[2] + 3, box[3] + 3]);
    this.ctx.lineWidth = 3.5;
    this.ctx.strokeStyle = this.colours.ground;
    this.ctx.fillStyle = colour;
    lines.forEach((line, i) => {
      const at = y - height / 2 + px * 1.18 * (i + 0.5);
      this.ctx.strokeText(line, x, at);
      this.ctx.fillText(line, x, at);
    });
  }
}

function wrapped(content, most) {
  if (content.length <= most) return [content];
  const lines = [""];
  for (const word of content.split(" ")) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length >= most) lines.push(word);
    else lines[last] += (lines[last] ? " " : "") + word;
  }
  return lines;
}
