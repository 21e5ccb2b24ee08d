// Words: dates, counts, folding; what is shown and not obeyed.

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

// Control and bidirectional characters are shown, not obeyed; joiners that scripts need stay.
function visible(text) {
  return String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) =>
    char === "\u200c" || char === "\u200d" ? char : "\\u" + char.codePointAt(0).toString(16).padStart(4, "0"),
  );
}

function shortened(text, most) {
  const clean = visible(text);
  if (clean.length <= most) return clean;
  const cut = clean.slice(0, most),
    space = cut.lastIndexOf(" ");
  return (space > most / 2 ? cut.slice(0, space) : cut).replace(/[\uD800-\uDBFF]$/, "") + "…";
}

// Half of a pair of surrogates has no form in a link.
function cutAt(content, most) {
  return content.slice(0, most).replace(/\p{Cs}/gu, "");
}

// Letters with a stroke and joined ones, which no normal form takes apart.
const PLAIN_LETTERS = { ø: "o", ł: "l", đ: "d", ð: "d", ħ: "h", ŧ: "t", ı: "i", æ: "ae", œ: "oe", þ: "th" };

// Case, accents and width count for nothing: upper case first, so that ß and SS are one.
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[øłđðħŧıæœþ]/g, (letter) => PLAIN_LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

// A date of any precision, with the time of day and the zone that XSD allows it; nothing may follow it.
const CALENDAR = /^(\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?:T([\d:.]+))?(Z|[+-]\d\d:\d\d)?$/;

function date(text) {
  const yearly = /^--(\d\d)-(\d\d)$/.exec(text);
  if (yearly && MONTHS[yearly[1] - 1]) return Number(yearly[2]) + " " + MONTHS[yearly[1] - 1];
  const found = CALENDAR.exec(text);
  if (!found) return text;
  const [year, month, day] = found[1].split("-"),
    clock = found[2] ? ", " + found[2].replace(/^(\d\d:\d\d):00(\.0+)?$/, "$1") : "",
    zone = found[3] ? " (" + (found[3] === "Z" ? "UTC" : found[3]) + ")" : "";
  return (day ? Number(day) + " " : "") + (month ? MONTHS[month - 1] + " " : "") + year + clock + zone;
}

// Days in order as a stretch.
function stretchWords(days) {
  const first = days[0],
    last = days[days.length - 1];
  return first === last ? date(first) : date(first) + " to " + date(last);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function number(count) {
  return count.toLocaleString("en");
}

function counted(count, one, many) {
  return number(count) + " " + (count === 1 ? one : many);
}

// A code of the ontology as words.
function words(code) {
  return code.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function published(article) {
  if (!article.published) return "undated";
  const how = article.basis && article.basis !== "stated" ? " (date " + article.basis + ")" : "";
  return date(article.published) + how;
}

// Publisher and day; where no publisher is known the article's own label tells the day as well.
function sourceAndDay(article) {
  if (article.publisher) return [article.publisher, published(article)];
  const how = article.published && article.basis && article.basis !== "stated" ? "date " + article.basis : null;
  return [article.label, article.published ? how : "undated"];
}

function publisherOf(article) {
  return article.publisher || article.label;
}

function sourcesNote(numbers) {
  const cited = [...numbers],
    sources = new Set(cited.map((n) => citations[n].article.iri));
  return counted(sources.size, "article", "articles") + ", " + counted(originsOf(cited).size, "origin", "origins");
}
