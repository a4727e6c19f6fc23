// When a helpline is open, in minutes of the week from Monday's first. Nothing here asks anyone but the device.

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const DAYS = "MonTueWedThuFriSatSun";

// minute is which minute of the week a date falls in where the site is, or -1 on a device that cannot tell.
export function minute(timeZone, date) {
  try {
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hour12: false });
    const [, day, hours, minutes] = /(\w+)\D+(\d+):(\d+)/.exec(clock.format(date));
    return (DAYS.indexOf(day) / 3) * DAY + (hours % 24) * 60 + +minutes;
  } catch (_) {
    return -1;
  }
}

// opening tells of a line, as start.js has it, whether it is open at a minute of the week: its rank, lower first, the
// name of the words that say so, and when it opens.
export function opening([, , , , hours, barred], now) {
  let rank = 1;
  let words;
  let from;
  if (hours === 1) [rank, words] = [0, "always"];
  else if (hours && now >= 0) {
    let wait = WEEK;
    for (const [days, opens, closes, at] of hours)
      for (let day = 0; day < 7; day++) {
        if (!((days >> day) & 1)) continue;
        const since = (now + WEEK - day * DAY - opens) % WEEK;
        if (since < closes - opens) wait = 0;
        else if (WEEK - since < wait) [wait, from] = [WEEK - since, at];
      }
    const ahead = Math.floor(((now % DAY) + wait) / DAY);
    [rank, words] = wait ? [2, ["opens", "tomorrow"][ahead] || "closed"] : [0, "open"];
  }
  return [barred ? 3 : rank, words, from];
}
