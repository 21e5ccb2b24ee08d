// Words: dates, counts, folding; what is shown and not obeyed.

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

// Control and bidirectional characters are shown, not obeyed; joiners that scripts need stay.
function visible(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => (
    char === "\u200c" || char === "\u200d" ? char : "\\u" + char.codePointAt(0).toString(16).padStart(4, "0")));
}

function shortened(text, most) {
  const clean = visible(text);
  if (clean.length <= most) return clean;
  const cut = clean.slice(0, most), space = cut.lastIndexOf(" ");
  return (space > most / 2 ? cut.slice(0, space) : cut) + "…";
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function date(text) {
  const parts = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text);
  if (!parts || !MONTHS[parts[2] - 1]) return text;
  return (parts[3] ? Number(parts[3]) + " " : "") + MONTHS[parts[2] - 1] + " " + parts[1];
}

function capital(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

function counted(count, one, many) { return count.toLocaleString("en") + " " + (count === 1 ? one : many); }
