// When something is open, by days and minutes where the site is. Nothing here asks anyone but the device.

const DAY = 24 * 60; // minutes
const DAYS = DAY * 60000; // milliseconds

// moment is when a date is where the site is: the day, counted from the first of 1970, and the minute of that day; or
// nothing, on a device that cannot tell.
export function moment(timeZone, date) {
  const two = "2-digit";
  const parts = { timeZone, year: "numeric", month: two, day: two, hour: two, minute: two, hour12: false };
  try {
    const [day, month, year, hours, minutes] = new Intl.DateTimeFormat("en-GB", parts).format(date).match(/\d+/g);
    return { day: Date.UTC(year, month - 1, day) / DAYS, minute: (hours % 24) * 60 + +minutes };
  } catch (_) {
    return undefined;
  }
}

// times are those at which something is open that opens on a day: the usual ones, unless that day is an exception. The
// first of 1970 was a Thursday.
function times(day, rows, except) {
  const date = new Date(day * DAYS).toISOString().slice(0, 10);
  const own = except.filter(([first, last]) => first <= date && date <= last);
  const usual = rows.filter(([days]) => (days >> (day + 3) % 7) & 1).map(([, ...time]) => time);
  return own.length ? own.map(([, , ...time]) => time).filter(([opens]) => opens >= 0) : usual;
}

// opening tells of hours whether they are now: the name of the words that say so, and the minute they say. Hours are as
// the start and the parts have them: rows of days as bits, and minutes from and to; days that differ.
export function opening({ day, minute }, rows, except = []) {
  const all = [];
  for (let ahead = -1; ahead < 8; ahead++) {
    for (const [opens, closes] of times(day + ahead, rows, except)) all.push([opens + ahead * DAY, closes + ahead * DAY]);
  }
  all.sort((a, b) => a[0] - b[0]);
  let until = minute;
  let from;
  for (const [opens, closes] of all) {
    if (opens <= until) until = Math.max(until, closes);
    else if (from === undefined) from = opens;
  }
  if (until > minute) return until - minute > DAY ? ["open"] : ["until", until];
  return [["opens", "tomorrow"][Math.floor(from / DAY)] || "closed", from];
}

// told is what opening says, in words. words.clock is how 12:34 is written.
export function told([name, minute], words) {
  const two = (number) => String(number).padStart(2, "0");
  const time = minute >= 0 && words.clock.replace("12", two(Math.floor(minute / 60) % 24)).replace("34", two(minute % 60));
  return words[name].replace("{time}", time);
}
