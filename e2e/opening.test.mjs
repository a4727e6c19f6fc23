// Whether something is open, by the clock of the site: without a browser, at any instant.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { engine } from './engine.mjs';

const { opening: { moment, opening, told } } = await engine();

const words = {
  clock: '12:34', always: 'Always.', open: 'Open.', until: 'Open until {time}.', closed: 'Closed.', opens: 'Opens at {time}.', tomorrow: 'Opens tomorrow at {time}.',
};
const says = (instant, rows, except, zone = 'Europe/London') => told(opening(moment(zone, new Date(instant)), rows, except), words);

const office = [[31, 540, 1020]]; // Monday to Friday, 09:00 to 17:00
const evenings = [[1, 1080, 1560]]; // Mondays, 18:00 to 02:00
const sundays = [[64, 540, 1020]];
const daily = [[127, 540, 1020]];

test('it opens and closes on the minute', () => {
  assert.equal(says('2026-11-23T08:59:59Z', office), 'Opens at 09:00.');
  assert.equal(says('2026-11-23T09:00Z', office), 'Open until 17:00.');
  assert.equal(says('2026-11-23T16:59:59Z', office), 'Open until 17:00.');
  assert.equal(says('2026-11-23T17:00Z', office), 'Opens tomorrow at 09:00.');
  assert.equal(says('2026-11-27T17:00Z', office), 'Closed.', 'on a Friday nobody says Monday');
  assert.equal(says('2026-11-29T23:59Z', office), 'Opens tomorrow at 09:00.');
  assert.equal(says('2026-11-23T12:00Z', []), 'Closed.');
});

test('hours that reach into the next morning belong to the day on which they began', () => {
  assert.equal(says('2026-11-24T01:59Z', evenings), 'Open until 02:00.');
  assert.equal(says('2026-11-24T02:00Z', evenings), 'Closed.');
  assert.equal(says('2026-11-24T18:00Z', evenings), 'Closed.', 'a Tuesday');
});

test('hours that follow each other without a break are told as one, and hours without an end as none', () => {
  assert.equal(says('2026-11-23T10:00Z', [[1, 540, 720], [1, 720, 1020]]), 'Open until 17:00.');
  assert.equal(says('2026-11-23T10:00Z', [[1, 720, 1020], [1, 540, 720]]), 'Open until 17:00.');
  assert.equal(says('2026-11-23T12:30Z', [[1, 540, 720], [1, 780, 1020]]), 'Opens at 13:00.');
  assert.equal(says('2026-11-23T10:00Z', [[127, 0, 1440]]), 'Open.');
});

test('clocks that go forward or back change nothing about when it opens', () => {
  assert.equal(says('2026-03-29T07:59Z', sundays), 'Opens at 09:00.');
  assert.equal(says('2026-03-29T08:00Z', sundays), 'Open until 17:00.');
  assert.equal(says('2026-10-25T08:59Z', sundays), 'Opens at 09:00.');
  assert.equal(says('2026-10-25T09:00Z', sundays), 'Open until 17:00.');
  assert.equal(says('2026-06-15T22:59Z', [[1, 1080, 1440]]), 'Open until 00:00.');
});

test('it is the clock of the site that counts', () => {
  assert.equal(says('2026-11-24T02:00Z', office, [], 'America/New_York'), 'Opens tomorrow at 09:00.', 'still Monday there');
  assert.equal(says('2026-11-23T23:00Z', office, [], 'Asia/Tokyo'), 'Opens at 09:00.', 'Tuesday already');
  assert.equal(says('2026-11-23T00:00Z', office), 'Opens at 09:00.', 'midnight is the beginning of a day');
  assert.equal(moment('Mars/Olympus', new Date()), undefined);
});

test('days that differ have their own hours, or none', () => {
  const christmas = [['2026-12-25', '2026-12-26'], ['2026-12-27', '2026-12-27', 660, 720]];
  assert.equal(says('2026-12-24T12:00Z', daily, christmas), 'Open until 17:00.');
  assert.equal(says('2026-12-24T18:00Z', daily, christmas), 'Closed.');
  assert.equal(says('2026-12-25T12:00Z', daily, christmas), 'Closed.');
  assert.equal(says('2026-12-26T12:00Z', daily, christmas), 'Opens tomorrow at 11:00.');
  assert.equal(says('2026-12-27T11:30Z', daily, christmas), 'Open until 12:00.');
  assert.equal(says('2026-12-27T12:30Z', daily, christmas), 'Opens tomorrow at 09:00.');
  assert.equal(says('2026-12-25T12:00Z', [], [['2026-12-25', '2026-12-25', 600, 900]]), 'Open until 15:00.', 'open on that day alone');
});

test('a time is written as the language writes it', () => {
  const at = (clock, minute) => told(['until', minute], { ...words, clock });
  assert.equal(at('12.34', 545), 'Open until 09.05.');
  assert.equal(at('12:34', 1565), 'Open until 02:05.');
  assert.equal(told(['always'], words), 'Always.');
});
