// Scale: days to places on a line, and the days that are written above it.

function dayNumber(iso) {
  return (
    Date.parse(iso.slice(0, 8) + String(Math.min(Number(iso.slice(8)), 28)).padStart(2, "0")) / 864e5 +
    Math.max(0, Number(iso.slice(8)) - 28)
  );
}

// The stretch that most of it falls into; what lies before or after stands at the edge, and says so. A year alone
// stretches nothing where days are known.
function stretch(items) {
  const days = items.flatMap((item) => [item.day, item.until]).filter(Boolean),
    exact = days.filter((day) => day.length > 4);
  const at = (exact.length ? exact : days).map((day) => dayNumber(span(day)[day.length < 10 ? 1 : 0]));
  at.sort((a, b) => a - b);
  const cut = at.length > 30 ? Math.floor(at.length * 0.02) : 0,
    most = [at[cut], at[at.length - 1 - cut]],
    all = [at[0], at[at.length - 1]];
  // A few at the ends are cut off only where all others would be pressed together.
  const [first, last] = all[1] - all[0] > 2 * (most[1] - most[0]) ? most : all,
    pad = Math.max(2, (last - first) * 0.03);
  return [first - pad, last + pad];
}

class Scale {
  constructor([first, last], width) {
    Object.assign(this, { first, last, from: LEFT + 10, to: width - 24 });
  }

  x(day) {
    const share = (day - this.first) / (this.last - this.first);
    return this.from + Math.min(1, Math.max(0, share)) * (this.to - this.from);
  }

  of(item) {
    const [a, b] = span(item.day);
    return item.day.length < 10 ? (this.x(dayNumber(a)) + this.x(dayNumber(b))) / 2 : this.x(dayNumber(a));
  }
}

const MONTH_NAMES = MONTHS.map((name) => name.slice(0, 3));

function ticks(scale) {
  const found = [],
    days = scale.last - scale.first;
  for (let day = Math.ceil(scale.first); day <= scale.last; day += 1) {
    const at = new Date(day * 864e5),
      month = at.getUTCMonth(),
      of = at.getUTCDate();
    const every = days < 20 ? 1 : days < 120 ? 7 : days < 1200 ? 0 : -1;
    const first = of === 1,
      year = first && month === 0;
    if (every > 0 ? first || days < 20 || [8, 15, 22].includes(of) : every === 0 ? first : year) {
      found.push({
        x: scale.x(day),
        strong: first,
        label:
          every < 0 || (every === 0 && year)
            ? String(at.getUTCFullYear())
            : first || !found.length
              ? (of === 1 ? "" : of + " ") + MONTH_NAMES[month] + (found.length ? "" : " " + at.getUTCFullYear())
              : String(of),
      });
    }
  }
  return found;
}
